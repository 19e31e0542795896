import { expect, it } from 'vitest'
import { BadOption } from '../canvas/options.ts'
import { readOptions } from './options.ts'

it('without options everything is measured, on all servers', () => {
  expect(readOptions([])).toMatchObject({
    servers: ['ours', 'y-websocket', 'hocuspocus', 'bare'],
    quick: false,
    rounds: 20,
    json: '.bench/relay.json',
  })
})

it('some scenarios and servers, in the order of the bench', () => {
  const options = readOptions(['--only', 'kill, equal', '--servers', 'bare,ours', '--quick'])
  expect(options).toMatchObject({ scenarios: ['equal', 'kill'], servers: ['ours', 'bare'], quick: true, rounds: 3 })
})

it.each([
  [['--only', 'nothing'], /no scenario "nothing"/],
  [['--servers', 'theirs'], /no server "theirs"/],
  [['--rounds', '0'], /--rounds must be/],
  [['--fast'], /--fast/],
])('%j is explained', (args, words) => {
  expect(() => readOptions(args)).toThrow(BadOption)
  expect(() => readOptions(args)).toThrow(words)
})
