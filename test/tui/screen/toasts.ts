import {describe, expect, it} from 'vitest';
import {livingToasts, type NewToast, shownToast, toastTime, withToast} from '../../../source/tui/screen/toasts.ts';

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

	it('show what passes before what stays', () => {
		const toasts = withToast(withToast([], said('copied'), 0), said('it failed', 'error'), 1);
		expect(shownToast(toasts)?.text).toBe('copied');
		expect(shownToast(livingToasts(toasts, toastTime))?.text).toBe('it failed');
		expect(shownToast([])).toBeUndefined();
	});

	it('keep only the newest of many', () => {
		let toasts = withToast([], said('first', 'error'), 0);
		for (let index = 0; index < 50; index++) toasts = withToast(toasts, said(`${index}`, 'error'), 0);
		expect(toasts).toHaveLength(20);
		expect(new Set(toasts.map(({id}) => id)).size).toBe(20);
	});
});
