import {expect, it} from 'vitest';
import {reasonOf, saidOf} from '../../../source/model/errors/reason.ts';

it.each([
	['/srv/a.tar does not fit: the disk is full.', 'Does not fit: the disk is full.'],
	['/srv/a.tar.part does not fit: the disk is full.', 'Does not fit: the disk is full.'],
	[
		'Could not retrieve archive 24bWnLrsPr…HzjLKRjg of vault photos: the service asks for fewer requests.',
		'The service asks for fewer requests.',
	],
	[
		'Could not reach 127.0.0.1:8080: the connection was refused.',
		'Could not reach 127.0.0.1:8080: the connection was refused.',
	],
	['This key may not retrieve archive 24bWnLrsPr.', 'This key may not retrieve archive 24bWnLrsPr.'],
])('the reason of “%s” stands first', (message, reason) =>
	expect(reasonOf({message, permission: null}, '/srv/a.tar')).toBe(reason),
);

it('the reason of a key that may not is what it lacks', () =>
	expect(
		reasonOf({message: 'This key may not upload part 0-1048575.', permission: 'glacier:UploadMultipartPart'}, ''),
	).toBe('This key lacks glacier:UploadMultipartPart.'));

it('a name that a sentence says is not said twice', () => {
	expect(saidOf('a.tar', {message: '/srv/a.tar does not fit.'})).toBe('/srv/a.tar does not fit.');
	expect(saidOf('a.tar', {message: 'The disk is full.'})).toBe('a.tar: The disk is full.');
});
