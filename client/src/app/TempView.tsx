import { useView } from '../sync/use-board.ts'
export function TempView() {
  const zones = useView((v) => v.session.zones)
  return (
    <ul>
      {[...zones.values()].map((z) => (
        <li key={z.id}>{z.name}</li>
      ))}
    </ul>
  )
}
