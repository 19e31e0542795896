import { expect, it } from 'vitest'
import { busyOfStat, coresOf, cpuOfStat, memoryOfStatus } from './machine.ts'

it.each([
  ['0-1', [0, 1]],
  ['0-2,5', [0, 1, 2, 5]],
  ['3', [3]],
  ['', []],
])('the list of cores %j', (list, cores) => {
  expect(coresOf(list)).toEqual(cores)
})

it('CPU time is user and system time, whatever the process is called', () => {
  const stat = '4242 (node (a) b) R 1 4242 4242 0 -1 4194304 100 0 0 0 1234 66 7 8 20 0 11 0 9999 1 2 3'
  expect(cpuOfStat(stat)).toBe(13)
  expect(cpuOfStat(stat, { withChildren: true })).toBe(13.15)
})

it('memory is what lies in RAM now, and its peak, bytes', () => {
  const status = 'Name:\tnode\nVmPeak:\t 999999 kB\nVmHWM:\t  2048 kB\nVmRSS:\t  1024 kB\n'
  expect(memoryOfStatus(status)).toEqual({ now: 1024 * 1024, peak: 2048 * 1024 })
})

it('the machine is busy with all but idling and waiting for disks', () => {
  expect(busyOfStat('cpu  100 20 30 99999 8888 4 5 6 0 0\ncpu0 1 2 3\n')).toBe(1.65)
})
