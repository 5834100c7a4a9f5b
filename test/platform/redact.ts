import {expect, it} from 'vitest';
import {createRedactor, redactShapes} from '../../source/platform/redact.ts';

it.each([
	['key AKIAIOSFODNN7EXAMPLE used', 'key [hidden] used'],
	['Authorization: AWS4-HMAC-SHA256 Credential=A/20261123/us-east-1, Signature=ab', 'Authorization: [hidden]'],
	['x-amz-security-token:abc+/=\nhost:glacier', 'x-amz-security-token:[hidden]\nhost:glacier'],
	['?X-Amz-Signature=0a1b&X-Amz-Date=2026', '?X-Amz-Signature=[hidden]&X-Amz-Date=2026'],
	['{"secretAccessKey":"abc/+d","region":"eu"}', '{"secretAccessKey":"[hidden]","region":"eu"}'],
	['aws_secret_access_key = abcdef', 'aws_secret_access_key = [hidden]'],
	['proxy http://ada:pa55@proxy:3128 refused', 'proxy http://ada:[hidden]@proxy:3128 refused'],
])('hides in %j', (text, expected) => {
	expect(redactShapes(text)).toBe(expected);
});

it.each([
	'arn:aws:glacier:us-east-1:123456789012:vaults/photos',
	'x-amz-sha256-tree-hash: 9bc1b2a288b26af7257a36277ae3816a7d4f16e89c1e7e77d0a5c48bad62b360',
	'User: arn:aws:iam::123456789012:user/backup is not authorized to perform: glacier:ListVaults',
	'https://glacier.us-east-1.amazonaws.com/-/vaults/a@b',
])('leaves %j', (text) => {
	expect(redactShapes(text)).toBe(text);
});

it('hides a told value in every writing, but none that is too short to be a secret', () => {
	const {redact, hide} = createRedactor();
	hide('a secret/value');
	hide('short');
	hide(undefined);
	expect(redact('a secret/value, a%20secret%2Fvalue, short')).toBe('[hidden], [hidden], short');
});

it('takes no time over long hostile text', () => {
	const began = performance.now();
	redactShapes(`${'a-'.repeat(50_000)} password ${' '.repeat(50_000)} ${'x:'.repeat(20_000)}`);
	expect(performance.now() - began).toBeLessThan(500);
});
