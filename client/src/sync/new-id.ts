import { customAlphabet } from 'nanoid'

/** A random id that is also a legal plan id: 10 letters and digits, about 59 bits. */
export const newId = customAlphabet('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', 10)
