/**
 * Raw frames, in the sections of the Autobahn test suite, and what RFC 6455 says of each: on a line of its own, to the
 * released server.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startServer } from '../e2e/server.mjs';
import { runTable } from './table.mjs';
import { illFormed, wellFormed } from './utf8.mjs';
import { closeFrame, frame, opcodes, openSocket } from './websocket.mjs';

let server;
before(async () => {
  server = await startServer();
});
after(async () => {
  assert.equal(await server.stop(), 0);
});

const { continuation, text, binary, close, ping, pong } = opcodes;
const whole = (name, bytes, expect) => ({ name, parts: [bytes], expect });
/** Said in one write each, so that they arrive in pieces. */
const inParts = (name, parts, expect) => ({ name, parts, expect });

/** The server closes with this code. */
const closes = (code) => ({ closes: code });
/** With one of these, where RFC 6455 leaves it open. */
const closesWithOneOf = (...codes) => ({ oneOf: codes });
/** The server refuses the message in words, and the line lives. */
const refuses = (code) => ({ refuses: code });
const pongs = (payload) => ({ pongs: Buffer.from(payload) });
const lives = { lives: true };

const aliveCheck = '{"type":"ping"}';

async function check(row) {
  const line = await openSocket(server);
  try {
    for (const part of row.parts) line.say(part);
    const { expect } = row;
    if (expect.lives) {
      line.say(frame(text, aliveCheck));
      assert.equal((await line.message())?.code, 'hello_first');
      return;
    }
    if (expect.refuses !== undefined) {
      assert.equal((await line.message())?.code, expect.refuses);
      line.say(frame(text, aliveCheck));
      assert.equal((await line.message())?.code, 'hello_first', 'and the line lives');
      return;
    }
    const next = await line.frame();
    if (expect.pongs !== undefined) {
      assert.equal(next?.opcode, pong);
      assert.deepEqual(next.payload, expect.pongs);
      return;
    }
    assert.equal(next?.opcode, close, `a close, and not ${JSON.stringify(next)}`);
    const code = next.payload.length === 0 ? null : next.payload.readUInt16BE(0);
    if (expect.oneOf !== undefined) assert.ok(expect.oneOf.includes(code), `closed with ${code}`);
    else assert.equal(code, expect.closes);
    assert.ok(await line.hungUp());
  } finally {
    line.hangUp();
  }
}

test('section 1: messages of every length', async () => {
  const json = (size) => `"${'a'.repeat(size - 2)}"`;
  const rows = [
    whole('an empty text', frame(text), refuses('malformed_json')),
    whole('an empty binary', frame(binary), refuses('not_text')),
  ];
  for (const size of [2, 3, 124, 125, 126, 127, 128, 1_000, 16_383, 16_384]) {
    rows.push(whole(`a text of ${size}`, frame(text, json(size)), refuses('malformed_json')));
    rows.push(
      whole(`a binary of ${size}`, frame(binary, Buffer.alloc(size, 0xfe)), refuses('not_text')),
    );
  }
  for (const size of [16_385, 40_000, 65_535, 65_536]) {
    rows.push(whole(`a text of ${size}`, frame(text, json(size)), refuses('message_too_large')));
    rows.push(whole(`a binary of ${size}`, frame(binary, Buffer.alloc(size)), refuses('not_text')));
  }
  for (const size of [65_537, 100_000, 1_000_000]) {
    rows.push(whole(`a text of ${size}`, frame(text, json(size)), closes(1009)));
    rows.push(whole(`a binary of ${size}`, frame(binary, Buffer.alloc(size)), closes(1009)));
  }
  for (const size of [1, 125, 126, 1_000]) {
    const bytes = frame(text, json(Math.max(size, 2)));
    rows.push(
      inParts(
        `a text of ${size}, byte by byte`,
        [...bytes].map((byte) => Buffer.from([byte])),
        refuses('malformed_json'),
      ),
    );
  }
  await runTable(rows, 38, check);
});

test('section 2: pings and pongs', async () => {
  const rows = [];
  for (let size = 0; size <= 125; ++size) {
    const payload = Buffer.alloc(size, size);
    rows.push(whole(`a ping of ${size}`, frame(ping, payload), pongs(payload)));
  }
  for (const size of [126, 127, 1_000, 70_000]) {
    rows.push(whole(`a ping of ${size}`, frame(ping, Buffer.alloc(size)), closes(1002)));
    rows.push(whole(`a pong of ${size}`, frame(pong, Buffer.alloc(size)), closes(1002)));
  }
  for (const size of [0, 1, 125])
    rows.push(
      whole(`a pong of ${size} that nobody asked for`, frame(pong, Buffer.alloc(size)), lives),
    );
  const bytes = frame(ping, 'in pieces');
  rows.push(
    inParts(
      'a ping byte by byte',
      [...bytes].map((byte) => Buffer.from([byte])),
      pongs('in pieces'),
    ),
  );
  await runTable(rows, 138, check);
});

test('section 3: reserved bits', async () => {
  const rows = [];
  for (let rsv = 1; rsv <= 7; ++rsv) {
    for (const [name, opcode] of Object.entries(opcodes)) {
      const payload = opcode === close ? Buffer.from([3, 232]) : 'x';
      rows.push(
        whole(`${name} with reserved bits ${rsv}`, frame(opcode, payload, { rsv }), closes(1002)),
      );
    }
  }
  await runTable(rows, 42, check);
});

test('section 4: opcodes that mean nothing', async () => {
  const rows = [];
  for (const opcode of [3, 4, 5, 6, 7, 11, 12, 13, 14, 15]) {
    for (const payload of ['', 'x', 'x'.repeat(125), 'x'.repeat(200)]) {
      rows.push(
        whole(
          `opcode ${opcode} with ${payload.length} bytes`,
          frame(opcode, payload),
          closes(1002),
        ),
      );
    }
    rows.push(
      whole(`opcode ${opcode}, not the last`, frame(opcode, 'x', { fin: false }), closes(1002)),
    );
    rows.push(
      inParts(
        `opcode ${opcode} inside a message`,
        [frame(text, '"', { fin: false }), frame(opcode, '')],
        closes(1002),
      ),
    );
  }
  await runTable(rows, 60, check);
});

test('section 5: messages in fragments', async () => {
  const first = frame(text, '"ab', { fin: false });
  const last = frame(continuation, 'cd"');
  const rows = [
    inParts('two fragments', [first, last], refuses('malformed_json')),
    inParts(
      'two fragments in one piece',
      [Buffer.concat([first, last])],
      refuses('malformed_json'),
    ),
    inParts(
      'an empty first fragment',
      [frame(text, '', { fin: false }), frame(continuation, '1')],
      refuses('malformed_json'),
    ),
    inParts(
      'an empty last fragment',
      [frame(text, '1', { fin: false }), frame(continuation)],
      refuses('malformed_json'),
    ),
    inParts(
      'three empty fragments',
      [
        frame(text, '', { fin: false }),
        frame(continuation, '', { fin: false }),
        frame(continuation),
      ],
      refuses('malformed_json'),
    ),
    inParts(
      'binary fragments',
      [frame(binary, 'a', { fin: false }), frame(continuation, 'b')],
      refuses('not_text'),
    ),
    whole('a continuation of nothing', last, closes(1002)),
    whole(
      'a continuation of nothing, not the last',
      frame(continuation, 'x', { fin: false }),
      closes(1002),
    ),
    inParts('a text inside a text', [first, frame(text, 'x')], closes(1002)),
    inParts('a binary inside a text', [first, frame(binary, 'x')], closes(1002)),
    inParts(
      'a text inside a binary',
      [frame(binary, 'x', { fin: false }), frame(text, 'x')],
      closes(1002),
    ),
    inParts('a ping between fragments', [first, frame(ping, 'p'), last], pongs('p')),
    inParts('a close between fragments', [first, closeFrame(1000)], closes(1000)),
  ];
  for (const [name, opcode] of [
    ['ping', ping],
    ['pong', pong],
    ['close', close],
  ]) {
    rows.push(
      whole(`a ${name} that is not the last`, frame(opcode, '', { fin: false }), closes(1002)),
    );
    rows.push(
      inParts(
        `a ${name} that is continued`,
        [frame(opcode, '', { fin: false }), frame(continuation, '')],
        closes(1002),
      ),
    );
  }
  for (const pieces of [2, 3, 5, 10, 20]) {
    const message = `"${'x'.repeat(pieces * 3)}"`;
    const parts = [];
    for (let i = 0; i < pieces; ++i) {
      const piece = message.slice(
        Math.floor((message.length * i) / pieces),
        Math.floor((message.length * (i + 1)) / pieces),
      );
      parts.push(frame(i === 0 ? text : continuation, piece, { fin: i === pieces - 1 }));
    }
    rows.push(inParts(`${pieces} fragments`, parts, refuses('malformed_json')));
    // Each fragment and each pong counts as a message: with more a line is slowed (floods.test.mjs).
    if (pieces > 10) continue;
    const withPings = parts.flatMap((part) => [part, frame(pong, 'x')]);
    rows.push(
      inParts(`${pieces} fragments with pongs between`, withPings, refuses('malformed_json')),
    );
  }
  await runTable(rows, 28, check);
});

test('section 6: texts that are UTF-8, and that are not', async () => {
  const rows = [];
  const quoted = (bytes) => Buffer.concat([Buffer.from('"a'), bytes, Buffer.from('b"')]);
  for (const { name, bytes } of wellFormed) {
    const message = quoted(bytes);
    rows.push(whole(`${name}, whole`, frame(text, message), refuses('malformed_json')));
    const parts = [...message].map((byte, i) =>
      frame(i === 0 ? text : continuation, [byte], { fin: i === message.length - 1 }),
    );
    rows.push(inParts(`${name}, a fragment a byte`, parts, refuses('malformed_json')));
  }
  for (const { name, bytes } of illFormed) {
    rows.push(whole(`${name}, whole`, frame(text, quoted(bytes)), closes(1007)));
    rows.push(
      whole(
        `${name}, at the end`,
        frame(text, Buffer.concat([Buffer.from('"'), bytes])),
        closes(1007),
      ),
    );
    const at = 2 + Math.ceil(bytes.length / 2);
    const message = quoted(bytes);
    const parts = [
      frame(text, message.subarray(0, at), { fin: false }),
      frame(continuation, message.subarray(at)),
    ];
    rows.push(inParts(`${name}, in two fragments`, parts, closes(1007)));
  }
  await runTable(rows, 230, check);
});

test('section 7: goodbyes', async () => {
  const rows = [whole('a close without a code', frame(close), closesWithOneOf(null, 1000))];
  for (const code of [
    1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999,
  ]) {
    rows.push(whole(`code ${code}`, closeFrame(code), closes(code === 1014 ? 1000 : code)));
    rows.push(
      whole(
        `code ${code} with a reason`,
        closeFrame(code, 'why'),
        closes(code === 1014 ? 1000 : code),
      ),
    );
  }
  for (const code of [
    0, 1, 500, 999, 1004, 1005, 1006, 1015, 1016, 1100, 1999, 2000, 2500, 2999, 5000, 5001, 9999,
    32_768, 65_535,
  ]) {
    rows.push(whole(`code ${code}, which nobody may say`, closeFrame(code), closes(1002)));
    rows.push(whole(`code ${code} with a reason`, closeFrame(code, 'why'), closes(1002)));
  }
  rows.push(whole('half a code', frame(close, [3]), closes(1002)));
  rows.push(whole('the longest reason', closeFrame(1000, 'x'.repeat(123)), closes(1000)));
  rows.push(whole('a longer reason', closeFrame(1000, 'x'.repeat(124)), closes(1002)));
  for (const { name, bytes } of illFormed.slice(0, 20))
    rows.push(whole(`a reason of ${name}`, closeFrame(1000, bytes), closesWithOneOf(1002, 1007)));
  rows.push(
    inParts('a text after the goodbye', [closeFrame(1000), frame(text, '1')], closes(1000)),
  );
  rows.push(
    inParts('a ping after the goodbye', [closeFrame(1000), frame(ping, '1')], closes(1000)),
  );
  rows.push(inParts('two goodbyes', [closeFrame(1000), closeFrame(1001)], closes(1000)));
  const bytes = closeFrame(1001, 'in pieces');
  rows.push(
    inParts(
      'a goodbye byte by byte',
      [...bytes].map((byte) => Buffer.from([byte])),
      closes(1001),
    ),
  );
  await runTable(rows, 95, check);
});

test('section 8: masks', async () => {
  const rows = Object.entries(opcodes).flatMap(([name, opcode]) => {
    const payload = opcode === close ? Buffer.from([3, 232]) : 'x';
    return [
      whole(`${name} without a mask`, frame(opcode, payload, { masked: false }), closes(1002)),
      inParts(
        `${name} without a mask, after a ping`,
        [frame(pong, ''), frame(opcode, payload, { masked: false })],
        closes(1002),
      ),
    ];
  });
  await runTable(rows, 12, check);
});

test('section 9: lengths as they must not be written', async () => {
  const rows = [];
  for (const size of [0, 1, 125]) {
    for (const lengthAs of [16, 64]) {
      for (const [name, opcode] of [
        ['text', text],
        ['binary', binary],
        ['ping', ping],
      ]) {
        rows.push(
          whole(
            `a ${name} of ${size} in ${lengthAs} bits`,
            frame(opcode, 'x'.repeat(size), { lengthAs }),
            closes(1002),
          ),
        );
      }
    }
  }
  for (const size of [126, 1_000, 65_535])
    rows.push(
      whole(
        `a text of ${size} in 64 bits`,
        frame(text, 'x'.repeat(size), { lengthAs: 64 }),
        closes(1002),
      ),
    );
  for (const length of [2n ** 63n, 2n ** 63n + 1n, 2n ** 64n - 1n]) {
    rows.push(
      whole(
        `a length of ${length}`,
        frame(text, '', { length, lengthAs: 64 }),
        closesWithOneOf(1002, 1009),
      ),
    );
  }
  for (const length of [2n ** 62n, 2n ** 63n - 1n, 2n ** 40n, 2n ** 32n, 65_537n]) {
    rows.push(
      whole(`a length of ${length}`, frame(text, '', { length, lengthAs: 64 }), closes(1009)),
    );
  }
  await runTable(rows, 29, check);
});
