import {Box, Text, useWindowSize} from 'ink';
import {useState} from 'react';
import {describe, expect, it} from 'vitest';
import {useKeys} from '../../../source/tui/terminal/use-keys.ts';
import {renderScreen} from '../../helpers/virtual-terminal.ts';

const Probe = ({refuses = []}: {refuses?: string[]}) => {
	const {columns, rows} = useWindowSize();
	const [heard, setHeard] = useState<string[]>([]);
	// A closure over what was rendered last, on purpose: the second of two glued keys must find what the first has done.
	const hear = (what: string) => setHeard([...heard, what]);
	useKeys({
		onKey: (name) => {
			if (refuses.includes(name)) return false;
			hear(name);
			return true;
		},
		onPaste: (text) => hear(`paste(${JSON.stringify(text)})`),
		onFocus: (focused) => hear(focused ? 'focus' : 'blur'),
		onMouse: (event) => hear(`${event.action} ${event.button} ${event.x},${event.y}`),
	});
	return (
		<Box width={columns} height={rows} flexDirection="column" overflow="hidden">
			<Text>
				{columns}x{rows}
			</Text>
			<Text>{heard.join(' ')}</Text>
		</Box>
	);
};

describe('useKeys', () => {
	it('names the keys that are pressed', async () => {
		using screen = await renderScreen(<Probe />, {columns: 60, rows: 5});
		await screen.press('j', 'G', 'up', '^u', 'space', 'enter', 'esc', 'shift+tab', 'pageup', 'é');
		expect(screen.lines()[1]).toBe('j G up ^u space enter esc shift+tab pageup é');
	});

	it('takes glued keys apart, each after the one before has been rendered', async () => {
		using screen = await renderScreen(<Probe />, {columns: 60, rows: 5});
		await screen.pressGlued('j', 'j', 'j', 'down', '^d', 'enter');
		expect(screen.lines()[1]).toBe('j j j down ^d enter');
	});

	it('loses none that come faster than the screen renders', async () => {
		using screen = await renderScreen(<Probe />, {columns: 60, rows: 5});
		for (const key of 'abcdefgh') screen.stdin.emit('data', Buffer.from(key));
		await screen.settled();
		expect(screen.lines()[1]).toBe('a b c d e f g h');
	});

	it('gives pasted text whole', async () => {
		using screen = await renderScreen(<Probe />, {columns: 60, rows: 5});
		await screen.paste('qD/etc\nsecond');
		expect(screen.lines()[1]).toBe('paste("qD/etc\\nsecond")');
	});

	it('asks for Alt with a key first, and as Escape and the key when that means nothing', async () => {
		using screen = await renderScreen(<Probe refuses={['alt+j']} />, {columns: 60, rows: 5});
		await screen.press('alt+b', 'alt+j');
		expect(screen.lines()[1]).toBe('alt+b esc j');
	});

	it('follows the size of the window', async () => {
		using screen = await renderScreen(<Probe />, {columns: 60, rows: 5});
		await screen.resize(30, 8);
		expect(screen.lines()[0]).toBe('30x8');
		expect(screen.xterm.buffer.active.type).toBe('alternate');
	});
});
