import { describe, expect, it } from 'vitest'
import type { CrowdFigures } from './figures.ts'
import { goalLines } from './goals.ts'
import { noResults } from './results.ts'
import type { AttackFigures, JoinFigures, LargestRoom, Results } from './results.ts'

function crowd(of: Partial<CrowdFigures>): CrowdFigures {
  return {
    people: 30,
    rooms: 1,
    seconds: 5,
    editP50: 1,
    editP99: 10,
    editShare: 1,
    cursorP50: 10,
    cursorP99: 20,
    cursorShare: 1,
    deliveredPerSecond: 1000,
    framesPerSecond: 1000,
    serverCore: 0.5,
    usPerDelivery: 10,
    kBPerSecond: 100,
    presenceKBPerSecond: 100,
    ackP50: 1,
    ackP95: 2,
    inflateMs: Number.NaN,
    generatorCore: 0.5,
    closed: 0,
    ...of,
  }
}

function largest(size: number, of: Partial<LargestRoom> = {}): LargestRoom {
  return { largest: size, failed: size + 1, at: undefined, failedAt: undefined, isGeneratorLimited: false, ...of }
}

function join(of: Partial<JoinFigures>): JoinFigures {
  return {
    people: 50,
    cards: 10_000,
    p50: 100,
    max: 200,
    serverCpuSeconds: 1,
    bytesPerClient: 1000,
    rssPeakBytes: 1,
    isWhole: true,
    inflateMs: Number.NaN,
    ...of,
  }
}

function attack(of: Partial<AttackFigures>): AttackFigures {
  return {
    attack: 'flood',
    isAlive: true,
    before: 10,
    during: 10,
    share: 1,
    rssBefore: 100e6,
    rssPeak: 101e6,
    newcomerMs: 5,
    detail: '',
    ...of,
  }
}

function goals(of: Partial<Results>): { what: string; measured: string; met: boolean | undefined }[] {
  return goalLines({ ...noResults(), ...of }).map(({ what, measured, met }) => ({ what, measured, met }))
}

it('says nothing of what was not measured', () => {
  expect(goals({})).toEqual([])
  expect(goals({ largest: { 'y-websocket': largest(70) } })).toEqual([])
  expect(goals({ largest: { ours: largest(400) } })).toEqual([])
})

describe('[G1] the largest room', () => {
  it.each([
    [420, true],
    [419, false],
  ])('%i people, six times 70: %s', (size, met) => {
    expect(goals({ largest: { ours: largest(size), 'y-websocket': largest(70) } })).toMatchObject([{ met }])
  })

  it('is told to be more where the load ended first', () => {
    const [line] = goals({ largest: { ours: largest(400, { isGeneratorLimited: true }), bare: largest(80) } })
    expect(line).toMatchObject({ measured: expect.stringContaining('or more'), met: true })
  })

  it('is compared with nobody who failed at any size', () => {
    expect(goals({ largest: { ours: largest(400), bare: largest(0) } })).toEqual([])
  })
})

it('[G2] [G3] [G12] rooms of the same size are compared, each goal at its own size', () => {
  const lines = goals({
    equal: {
      ours: [crowd({ serverCore: 0.3 }), crowd({ people: 60, usPerDelivery: 2, presenceKBPerSecond: 30 })],
      'y-websocket': [crowd({}), crowd({ people: 60 })],
    },
  })
  expect(lines).toEqual([
    { what: expect.stringMatching(/^G2 CPU.*60 people/), measured: '0.20 times (1/5.0)', met: true },
    { what: expect.stringMatching(/^G3 core.*30 people/), measured: '0.60 times', met: true },
    { what: expect.stringMatching(/^G3 edit p50/), measured: '1.00 times', met: true },
    { what: expect.stringMatching(/^G12/), measured: '0.30 times (1/3.3)', met: false },
  ])
})

it('[G4] a small core is worth nothing where cursors are missing', () => {
  const rooms = { ours: crowd({ serverCore: 0.1, cursorShare: 0.5 }), 'y-websocket': crowd({}) }
  expect(goals({ rooms }).map(({ met }) => met)).toEqual([false, true])
})

it('[G5] [G6] a cold join is compared in CPU, bytes and time; a board in pieces is a goal missed', () => {
  const results = {
    ours: join({ serverCpuSeconds: 0.2, bytesPerClient: 200, isWhole: false, p50: 140 }),
    hocuspocus: join({ serverCpuSeconds: 8 }),
    blob: join({}),
  }
  expect(goals({ join: results }).map(({ met }) => met)).toEqual([false, true, true, true])
})

it('[G7] one lost edit is too much, and so is a run in which nobody saw any', () => {
  const kill = { rounds: 20, edits: 10_500, seen: 10_000, lostSeen: 0, acked: 9000, lostAcked: 0 }
  expect(goals({ kill: { ours: kill } })).toMatchObject([{ met: true }])
  expect(goals({ kill: { ours: { ...kill, lostSeen: 1 } } })).toMatchObject([{ met: false }])
  expect(goals({ kill: { ours: { ...kill, lostAcked: 1 } } })).toMatchObject([{ met: false }])
  expect(goals({ kill: { ours: { ...kill, seen: 0 } } })).toMatchObject([{ met: false }])
})

it('[G8] acks are judged in a room of 50', () => {
  expect(goals({ equal: { ours: [crowd({ people: 50, ackP95: 26 })] } })).toMatchObject([{ met: false }])
  expect(goals({ equal: { ours: [crowd({ people: 50, ackP95: 25 })] } })).toMatchObject([{ met: true }])
})

describe('[G10] an attack', () => {
  const met = (of: Partial<AttackFigures>) => goals({ hostile: { ours: [attack(of)] } }).map((line) => line.met)
  it.each([
    ['that nobody notices', {}, [true, true, true, true]],
    ['that ends the process', { isAlive: false, during: Number.NaN }, [false, false, true, true]],
    ['that keeps newcomers out', { newcomerMs: Number.NaN }, [false, true, true, true]],
    ['that makes others wait', { before: 20, during: 41 }, [true, false, true, true]],
    ['whose effect is not felt', { before: 5, during: 25 }, [true, true, true, true]],
    ['that loses edits', { share: 0.99 }, [true, true, false, true]],
    ['that eats memory', { rssPeak: 200e6 }, [true, true, true, false]],
  ])('%s', (_what, of, expected) => {
    expect(met(of)).toEqual(expected)
  })
})

it('[G11] memory is compared for connections and rooms; little may be kept', () => {
  const of = { idle: 2000, rooms: 500 }
  const lines = goals({
    memory: {
      ours: { ...of, perConnectionBytes: 11e3, perRoomBytes: 100e3, keptPerRoomBytes: 6e3 },
      'y-websocket': { ...of, perConnectionBytes: 12e3, perRoomBytes: 470e3, keptPerRoomBytes: 270e3 },
      bare: { ...of, perConnectionBytes: 9e3, perRoomBytes: 3e3, keptPerRoomBytes: 0 },
    },
  })
  expect(lines.map(({ met }) => met)).toEqual([true, true, false, false])
})
