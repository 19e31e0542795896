import { Counter, Gauge, Histogram } from 'prom-client'
import type { Registry } from 'prom-client'
import type { Relay } from '../relay/relay.ts'

/** What the relay does, read from its own counts when somebody asks: serving costs nothing more for being measured. */
export function registerRelayMetrics(registry: Registry, relay: Relay): void {
  const { stats } = relay

  gauge('planwall_rooms', 'Rooms that are open', () => relay.load().rooms)
  gauge('planwall_connections', 'Sockets that are served', () => relay.load().connections)
  gauge('planwall_queued_bytes', 'Bytes that wait to be sent, all sockets together', () => relay.load().queued)
  gauge('planwall_longest_queue_bytes', 'Bytes that wait for the slowest socket', () => relay.load().longestQueue)

  counter('planwall_bytes_in_total', 'Bytes of messages that were heard', () => stats.bytesIn)
  counter('planwall_bytes_out_total', 'Bytes of frames that were sent', () => stats.bytesOut)
  counter('planwall_updates_stored_total', 'Updates appended to logs', () => stats.updates)
  counter('planwall_update_bytes_stored_total', 'Bytes of updates appended to logs', () => stats.updateBytes)
  counter('planwall_compactions_total', 'Logs put into a snapshot', () => stats.compactions)
  counter(
    'planwall_failed_compactions_total',
    'Snapshots that could not be made or stored',
    () => stats.failedCompactions,
  )

  counterOf('planwall_messages_in_total', 'Messages heard', 'type', () => Object.entries(stats.messagesIn))
  counterOf('planwall_messages_out_total', 'Messages sent', 'type', () => Object.entries(stats.messagesOut))
  counterOf('planwall_joins_total', 'Clients brought up to date, by what from', 'from', () =>
    Object.entries(stats.joins),
  )
  counterOf('planwall_refused_total', 'Updates and sockets that were not served', 'reason', () => [...stats.refused])

  const acks = new Histogram({
    name: 'planwall_ack_seconds',
    help: 'From the arrival of an update until its sender was told that it is on the disk',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers: [registry],
  })
  stats.onAck = (ms) => acks.observe(ms / 1000)

  function gauge(name: string, help: string, read: () => number): void {
    registry.registerMetric(new Gauge({ name, help, registers: [], collect: metric((one: Gauge) => one.set(read())) }))
  }

  function counter(name: string, help: string, read: () => number): void {
    const collect = metric((one: Counter) => {
      one.reset()
      one.inc(read())
    })
    registry.registerMetric(new Counter({ name, help, registers: [], collect }))
  }

  function counterOf(name: string, help: string, label: string, read: () => [string, number][]): void {
    const collect = metric((one: Counter) => {
      one.reset()
      for (const [value, count] of read()) one.inc({ [label]: value }, count)
    })
    registry.registerMetric(new Counter({ name, help, labelNames: [label], registers: [], collect }))
  }
}

/** prom-client hands a metric to its reader as `this`. */
function metric<M>(read: (metric: M) => void): (this: M) => void {
  return function collect() {
    read(this)
  }
}
