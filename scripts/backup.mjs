import './check-node.mjs'

const { runBackup } = await import('../server/src/backups/commands.ts')

process.exit(await runBackup(process.argv.slice(2), process.env, process.cwd()))
