import './check-node.mjs'

const { spawn } = await import('node:child_process')
const { join } = await import('node:path')
const { repositoryRoot } = await import('./paths.mjs')

const port = process.env.PORT ?? '4400'
const children = [
  start(process.execPath, ['--watch', '--watch-preserve-output', 'server/src/main.ts'], repositoryRoot),
  start(join(repositoryRoot, 'client/node_modules/.bin/vite'), [], join(repositoryRoot, 'client')),
]

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(0))

function start(command, args, cwd) {
  const child = spawn(command, args, {
    cwd,
    stdio: 'inherit',
    env: { ...process.env, PORT: port, PLANWALL_SERVER: `http://127.0.0.1:${port}` },
  })
  // One without the other is no use: the page needs both.
  child.on('exit', (code) => stop(code ?? 1))
  return child
}

function stop(code) {
  process.exitCode ??= code
  for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
}
