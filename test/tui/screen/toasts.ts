import {describe, expect, it} from 'vitest';
import {
	errorTime,
	livingToasts,
	type NewToast,
	seenToasts,
	shownToast,
	toastTime,
	withToast,
} from '../../../source/tui/screen/toasts.ts';

const said = (text: string, level: NewToast['level'] = 'info'): NewToast => ({text, level, error: null});

describe('toasts', () => {
	it('go by themselves after their time, failures when they were seen', () => {
		const toasts = withToast(withToast([], said('copied'), 1000), said('it failed', 'error'), 2000);
		expect(livingToasts(toasts, 1000 + toastTime - 1)).toBe(toasts);
		expect(livingToasts(toasts, 1000 + toastTime).map(({text}) => text)).toEqual(['it failed']);
	});

	it('say the same words once', () => {
		const toasts = withToast(withToast([], said('copied'), 0), said('copied'), 1000);
		expect(toasts).toMatchObject([{text: 'copied', until: 1000 + toastTime}]);
	});

	it('show a failure before all that comes until somebody presses a key, and then for a while', () => {
		const failed = withToast(withToast([], said('it failed', 'error'), 0), said('copied'), 1);
		expect(shownToast(failed)?.text).toBe('it failed');
		const seen = seenToasts(failed, 2);
		const answered = withToast(seen, said('no'), 2);
		expect(shownToast(answered)?.text).toBe('no');
		expect(shownToast(livingToasts(answered, 2 + toastTime))?.text).toBe('it failed');
		expect(livingToasts(answered, 2 + errorTime)).toEqual([]);
		expect(shownToast([])).toBeUndefined();
	});

	it('that say why a key could do nothing go with the next key', () => {
		const refused = withToast([], {...said('Nothing is marked.'), refusal: true}, 0);
		expect(seenToasts(refused, 1)).toEqual([]);
		const copied = withToast([], said('copied'), 0);
		expect(seenToasts(copied, 1)).toBe(copied);
	});

	it('keep only the newest of many', () => {
		let toasts = withToast([], said('first', 'error'), 0);
		for (let index = 0; index < 50; index++) toasts = withToast(toasts, said(`${index}`, 'error'), 0);
		expect(toasts).toHaveLength(20);
		expect(new Set(toasts.map(({id}) => id)).size).toBe(20);
	});
});
