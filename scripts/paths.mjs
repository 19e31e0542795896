import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds package.json, wherever a script is called from. */
export const repositoryRoot = dirname(dirname(fileURLToPath(import.meta.url)))

/** A tool that the install brought. */
export const binary = (name) => join(repositoryRoot, 'node_modules', '.bin', name)

/** Where Node keeps what it compiled. */
export const compiledFolder = join(repositoryRoot, 'node_modules', '.cache', 'compiled')
