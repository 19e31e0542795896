import { hostileText } from '@planwall/shared/testing/arbitraries'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areaSizes, breakLines, cardSizes, LINE_HEIGHT, lineWidth, shortName, textSize } from './text-size.ts'

const W = 176
const H = 76

describe('letters of a card', () => {
  it.each([
    ['', 19],
    ['Call Bob', 19],
    ['Win back 40 dormant accounts by March', 19],
    ['Win back forty of the dormant accounts by the end of March', 17],
    ['Write the call guide together with the two people who know these accounts best', 15],
  ])('a text of %j has size %d', (text, size) => {
    expect(textSize(text, W, H).size).toBe(size)
  })

  it('a text that fits at no size has the smallest', () => {
    expect(textSize('x '.repeat(400), W, H).size).toBe(11)
  })

  it.each([
    ['Call Bob', false],
    ['Zürich – “größte” Kunden', false],
    ['x '.repeat(400), true],
    ['H\u0335\u0321e\u0336 comes', true],
    ['電話をかける', true],
  ])('whether %j has to be cut: %s', (text, isTight) => {
    expect(textSize(text, W, H).isTight).toBe(isTight)
  })

  it('a longer text is never set larger, and its lines always fit the box', () => {
    fc.assert(
      fc.property(hostileText, hostileText, fc.integer({ min: 20, max: 400 }), (text, more, h) => {
        const short = textSize(text, W, h)
        const long = textSize(`${text}\n${more}`, W, h)
        expect(long.size).toBeLessThanOrEqual(short.size)
        if (short.lines > 1) expect(short.lines * short.size * LINE_HEIGHT).toBeLessThanOrEqual(h + 1)
      }),
    )
  })

  it('the sizes fall, so that the first that fits is the largest', () => {
    for (const sizes of [cardSizes, areaSizes]) expect([...sizes].toSorted((a, b) => b - a)).toEqual(sizes)
  })
})

describe('lines of a text', () => {
  it('words go to the next line whole, line breaks stay', () => {
    expect(breakLines('Call every dormant account\ntwice', 100, 12, 9)).toEqual([
      'Call every',
      'dormant account',
      'twice',
    ])
  })

  it('a word that is longer than a line is broken', () => {
    const lines = breakLines('Donaudampfschifffahrtsgesellschaft', 60, 12, 99)
    expect(lines.length).toBeGreaterThan(2)
    expect(lines.join('')).toBe('Donaudampfschifffahrtsgesellschaft')
  })

  it('what does not fit is marked', () => {
    expect(breakLines('one two three four five six', 30, 12, 2).at(-1)).toMatch(/…$/)
  })

  it('no letter is lost where there is room', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(breakLines(text, 100, 12, Infinity).join('').replaceAll(' ', '')).toBe(text.replaceAll(/[ \n]/g, ''))
      }),
    )
  })
})

describe('a name on one line', () => {
  it.each([
    ['Jonas Fischer', 100, 'Jonas Fischer'],
    ['Jonas Fischer', 60, 'Jonas'],
    ['Maximiliane Fischer', 40, 'Maxi…'],
    ['Jonas Fischer', 3, ''],
  ])('%s in %d is %j', (name, room, shown) => {
    expect(shortName(name, room, 11)).toBe(shown)
  })

  it('is never wider than its room', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 200 }), (name, room) => {
        expect(lineWidth(shortName(name, room, 11), 11)).toBeLessThanOrEqual(room)
      }),
    )
  })
})
