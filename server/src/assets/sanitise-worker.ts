import { parentPort, workerData } from 'node:worker_threads'
import { sanitiseSvg } from './sanitise-svg.ts'

parentPort?.postMessage(sanitiseSvg(workerData as string))
