/** The completions in the real shells. That they hold what --help holds: tests/commands/manual_test.cpp. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { folderFor, made, run } from './made.mjs';

function unpacked(t) {
  const folder = folderFor(t);
  for (const program of ['candour', 'candour-load'])
    run('dpkg-deb', ['--extract', made(program, '.deb'), folder]);
  return folder;
}

/** What is typed, and some of what Tab must offer; `none` must not be. */
const tries = [
  { typed: ['candour', 'ver'], offers: ['verify-anonymity'], none: ['serve'] },
  {
    typed: ['candour', 'serve', '--log'],
    offers: ['--log-level', '--log-format'],
    none: ['--listen'],
  },
  {
    typed: ['candour', 'people', '--pace', ''],
    offers: ['human', 'fast'],
    none: ['--seed'],
  },
  {
    typed: ['candour-load', '--until'],
    offers: ['--until-it-breaks'],
    none: ['--seed'],
  },
];

function check(offered) {
  for (const { typed, offers, none } of tries) {
    const words = offered(typed, offers);
    for (const word of offers) assert.ok(words.includes(word), `${typed.join(' ')}: ${words}`);
    for (const word of none) assert.ok(!words.includes(word), `${typed.join(' ')}: ${words}`);
  }
}

test('bash offers commands, options and values', (t) => {
  const folder = join(unpacked(t), 'usr/share/bash-completion/completions');
  const script = `source "$0/$1"; f=_$1; COMP_WORDS=("\${@:1}")
    COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); compopt() { :; }; "$f"; printf '%s\\n' "\${COMPREPLY[@]}"`;
  check((typed) => run('bash', ['-c', script, folder, ...typed]).split('\n'));
});

test('fish offers commands, options and values', (t) => {
  const folder = join(unpacked(t), 'usr/share/fish/vendor_completions.d');
  const env = { ...process.env, HOME: folderFor(t) };
  check((typed) =>
    run('fish', ['-c', `source ${folder}/${typed[0]}.fish; complete -C '${typed.join(' ')}'`], {
      env,
    })
      .split('\n')
      .map((line) => line.split('\t')[0]),
  );
});

test('zsh offers commands, options and values', (t) => {
  const folder = unpacked(t);
  const home = folderFor(t);
  // A shell on a terminal of its own; what is on it after two Tabs, as soon as the words that are waited for are.
  const script = `
    zmodload zsh/zpty
    zpty z "env HOME=${home} TERM=dumb PS1='> ' zsh -f -i"
    zpty -w z 'fpath=(${folder}/usr/share/zsh/vendor-completions $fpath); autoload -Uz compinit; compinit -u -D'
    zpty -w z 'setopt auto_list no_list_ambiguous; LISTMAX=0; print > ${home}/ready'
    for i in {1..300}; do [[ -s ${home}/ready ]] && break; sleep 0.1; done
    while zpty -rt z line; do :; done
    zpty -n -w z "$1"$'\\t\\t'
    typed=$1; shift; screen=
    for i in {1..300}; do
      sleep 0.1; while zpty -rt z line; do screen+=$line; done
      missing=0; for word; do [[ $screen == *$word* ]] || missing=1; done
      ((missing)) || break
    done
    print -rn -- "$screen"
    zpty -d z`;
  check((typed, offers) => {
    writeFileSync(join(home, 'ready'), '');
    const screen = run('zsh', ['-f', '-c', script, 'zsh', typed.join(' '), ...offers]);
    return screen.replace(/[\r\x07]|\x1b\[[\d;?]*[a-zA-Z]/g, '').split(/\s+/);
  });
});

test('man shows the three pages without a complaint', (t) => {
  const folder = unpacked(t);
  for (const page of ['man1/candour.1', 'man1/candour-load.1', 'man5/candour.toml.5']) {
    const text = run(
      'man',
      ['--warnings', '--local-file', join(folder, 'usr/share/man', `${page}.gz`)],
      {
        env: { ...process.env, LC_ALL: 'C.UTF-8', MANWIDTH: '80' },
      },
    );
    assert.match(text, /NAME/);
  }
});
