import { spawn } from 'node:child_process'
import { repositoryRoot } from './paths.mjs'

/**
 * Run a program to its end with its output shown as it comes.
 * Answers the exit code; an end by a signal, or a program that is not there, counts as 1.
 */
export async function run(command, args, { cwd = repositoryRoot, env = {} } = {}) {
  const { code } = await finished(command, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] })
  return code
}

/** The same, quietly: answers the exit code and everything that was written. */
export function collect(command, args, { cwd = repositoryRoot, env = {} } = {}) {
  return finished(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
}

function finished(command, args, { cwd, env, stdio }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, stdio, env: { ...process.env, ...env } })
    let output = ''
    child.stdout?.on('data', (chunk) => (output += chunk))
    child.stderr?.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ code: 1, output: `${output}${error.message}\n` }))
    child.on('close', (code, signal) => {
      if (signal !== null) console.error(`${command} was ended by ${signal}.`)
      resolve({ code: code ?? 1, output })
    })
  })
}
