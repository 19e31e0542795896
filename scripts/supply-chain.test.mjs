import { execFileSync } from 'node:child_process'
import { existsSync, globSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { repositoryRoot } from './paths.mjs'

const read = (path) => readFileSync(join(repositoryRoot, path), 'utf8')
const workspace = read('pnpm-workspace.yaml')
const manifests = globSync('{.,client,server,shared,e2e}/package.json', { cwd: repositoryRoot }).map((path) => [
  path,
  JSON.parse(read(path)),
])

describe('what comes from outside', () => {
  it('the lock file names no host: whichever registry a machine uses, the hashes decide', () => {
    expect(read('pnpm-lock.yaml').match(/\w+:\/\/|\btarball:|\bregistry\b/g)).toBeNull()
  })

  it('every entry of the lock file carries a hash', () => {
    const resolutions = read('pnpm-lock.yaml').match(/^ {4}resolution: .*/gm)
    expect(resolutions.length).toBeGreaterThan(100)
    expect(resolutions.filter((line) => !line.includes('{integrity: sha512-'))).toEqual([])
  })

  it('every version in the catalog is exact', () => {
    const versions = linesUnder('catalog').map((line) => line.slice(line.lastIndexOf(': ') + 2))
    expect(versions.length).toBeGreaterThan(20)
    expect(versions.filter((version) => !/^(npm:[\w@/-]+@)?\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })

  it.each(manifests)('%s takes every dependency from the catalog or the workspace', (_path, manifest) => {
    const ranges = Object.values({
      ...manifest.dependencies,
      ...manifest.devDependencies,
      ...manifest.optionalDependencies,
    })
    expect(ranges.filter((range) => range !== 'catalog:' && range !== 'workspace:*')).toEqual([])
  })

  it('no package may compile or run anything at install', () => {
    const allowed = linesUnder('allowBuilds')
    expect(allowed.length).toBeGreaterThan(0)
    expect(allowed.filter((line) => !line.endsWith(': false'))).toEqual([])
    expect(workspace).not.toMatch(/dangerouslyAllowAllBuilds|onlyBuiltDependencies/)
  })

  it.each(manifests)('%s runs nothing of ours at install', (_path, manifest) => {
    const atInstall = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish']
    expect(Object.keys(manifest.scripts ?? {}).filter((name) => atInstall.includes(name))).toEqual([])
  })

  it('the same pnpm stands in package.json, README, CI and the words of the scripts', () => {
    const { packageManager } = JSON.parse(read('package.json'))
    for (const path of ['README.md', 'CONTRIBUTING.md', '.ci/run', 'scripts/check-node.mjs', 'scripts/system.mjs']) {
      expect(new Set(read(path).match(/pnpm@[\d.]+\d/g))).toEqual(new Set([packageManager]))
    }
  })
})

describe('the top of the repository', () => {
  const folders = ['client', 'server', 'shared', 'e2e', 'docs', 'scripts']
  const files = [
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    'README.md',
    'SECURITY.md',
    'knip.json',
    'package.json',
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    'tsconfig.base.json',
    'vitest.config.ts',
  ]

  it('holds the packages, the documents and what tools need, and nothing else', () => {
    const visible = topLevel().filter((name) => !name.startsWith('.'))
    expect(visible.toSorted()).toEqual([...folders, ...files].toSorted())
  })
})

/** The indented lines of one block of pnpm-workspace.yaml. */
function linesUnder(name) {
  const block = workspace.split(new RegExp(`^${name}:.*$`, 'm'))[1] ?? ''
  const lines = block.split('\n').slice(1)
  const end = lines.findIndex((line) => /^\S/.test(line))
  return lines
    .slice(0, end === -1 ? undefined : end)
    .filter((line) => line.trim() !== '' && !line.trim().startsWith('#'))
}

/** What is, or would be, committed; in a copy without git: what is there, but for what .gitignore names. */
function topLevel() {
  if (existsSync(join(repositoryRoot, '.git'))) {
    const paths = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
      cwd: repositoryRoot,
      encoding: 'utf8',
    })
    return [
      ...new Set(
        paths
          .trim()
          .split('\n')
          .map((path) => path.split('/')[0]),
      ),
    ]
  }
  const ignored = read('.gitignore')
    .split('\n')
    .map((line) => line.replace(/\/$/, ''))
  return readdirSync(repositoryRoot).filter((name) => !ignored.includes(name))
}
