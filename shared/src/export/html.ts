import { cleanText } from './texts.ts'

/** A piece of HTML whose texts are escaped already. */
export class Html {
  readonly markup: string

  constructor(markup: string) {
    this.markup = markup
  }
}

type Part = Html | string | number | undefined | readonly Part[]

/** HTML from a template: everything put into it is text, but for other pieces of HTML. */
export function html(markup: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(markup.reduce((whole, piece, i) => whole + written(parts[i - 1]) + piece))
}

/** A whole file that asks nobody for anything: no script runs in it, and nothing is fetched. */
export function page(of: { title: string; language: string; style: string; body: Html }): string {
  const { title, language, style, body } = of
  const policy = new Html("default-src 'none'; style-src 'unsafe-inline'; img-src data:")
  const whole = html`<!doctype html>
    <html lang="${/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(language) ? language : 'en'}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${new Html(style)}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html>`
  return `${whole.markup}\n`
}

function written(part: Part): string {
  if (part instanceof Html) return part.markup
  if (Array.isArray(part)) return (part as readonly Part[]).map(written).join('')
  return part === undefined ? '' : escaped(String(part))
}

function escaped(text: string): string {
  return cleanText(text).replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`)
}
