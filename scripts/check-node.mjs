/**
 * Stops with words when Node is too old. Imported first and statically by every script; everything else comes by
 * `await import` after it, because an old Node fails on a missing export before the first line runs.
 */
const needed = [22, 18]
const [major, minor] = process.versions.node.split('.').map(Number)

if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
  console.error(
    [
      `Planwall needs Node ${needed.join('.')} or newer; this is ${process.versions.node}.`,
      'On Linux with glibc a newer one comes with the install: run',
      '  npx -y pnpm@12.21.0 start',
      'in the folder of package.json. Elsewhere (macOS, Windows, Alpine), install Node 24 first.',
    ].join('\n'),
  )
  process.exit(1)
}
