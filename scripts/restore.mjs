import './check-node.mjs'

const { runRestore } = await import('../server/src/backups/commands.ts')

process.exit(await runRestore(process.argv.slice(2), process.env, process.cwd()))
