import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sanitiseSvg } from './sanitise-svg.ts'

const NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'

function clean(source: string): string {
  const result = sanitiseSvg(source)
  if (!result.ok) throw new Error(result.message)
  return result.svg
}

function refusal(source: string): string {
  const result = sanitiseSvg(source)
  return result.ok ? '' : result.message
}

const inside = (content: string) => `<svg ${NS} viewBox="0 0 10 10">${content}</svg>`

describe('an SVG is built anew from what is harmless', () => {
  const hostile: [rule: string, source: string][] = [
    ['a script', inside('<script>alert(1)</script>')],
    ['a script in CDATA', inside('<script><![CDATA[alert(1)]]></script>')],
    ['a script with a prefix', `<svg ${NS} xmlns:s="http://www.w3.org/2000/svg"><s:script>alert(1)</s:script></svg>`],
    ['a script of HTML', inside('<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>')],
    ['an event of the root', `<svg ${NS} onload="alert(1)"><rect/></svg>`],
    ['an event of a part', inside('<rect onclick="alert(1)" onmouseover="alert(2)"/>')],
    ['a link to a script', inside('<a xlink:href="javascript:alert(1)"><rect/></a>')],
    ['a link to elsewhere', inside('<a href="https://evil.example/"><text>alert</text></a>')],
    [
      'HTML inside',
      inside(
        '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="alert(1)"/></body></foreignObject>',
      ),
    ],
    ['a frame inside', inside('<foreignObject><iframe src="javascript:alert(1)"/></foreignObject>')],
    ['a picture from elsewhere', inside('<image href="https://evil.example/x.png"/>')],
    ['a picture as data', inside('<image href="data:image/svg+xml;base64,PHN2Zy8+"/>')],
    ['another drawing used', inside('<use href="https://evil.example/x.svg#a"/>')],
    ['a drawing as data used', inside('<use xlink:href="data:image/svg+xml,%3Csvg/%3E#x"/>')],
    ['a set', inside('<rect><set attributeName="onclick" to="alert(1)"/></rect>')],
    ['an animation of a link', inside('<a><animate attributeName="href" values="javascript:alert(1)"/><rect/></a>')],
    ['a style from elsewhere', inside('<style>@import url("https://evil.example/x.css");</style><rect/>')],
    [
      'a font from elsewhere',
      inside('<style>@font-face{font-family:x;src:url(https://evil.example/f)}</style><rect/>'),
    ],
    ['a fill from elsewhere', inside('<rect fill="url(https://evil.example/x#a)"/>')],
    ['a fill from elsewhere in a style', inside('<rect style="fill:url(//evil.example/x#a)"/>')],
    ['a fill from elsewhere, escaped', inside('<rect style="fill:\\75rl(https://evil.example/x)"/>')],
    ['a fill from elsewhere, in numbered characters', inside('<rect fill="&#117;rl(https://evil.example/x)"/>')],
    ['a background', inside('<rect style="background:url(https://evil.example/x)"/>')],
    ['an old expression', inside('<rect style="width:expression(alert(1))"/>')],
    ['a binding', inside('<rect style="-moz-binding:url(https://evil.example/x#b)"/>')],
    [
      'a filter that fetches',
      inside('<filter id="f"><feImage href="https://evil.example/x"/></filter><rect filter="url(#f)"/>'),
    ],
    [
      'a style sheet processing instruction',
      `<?xml-stylesheet href="https://evil.example/x.css"?>${inside('<rect/>')}`,
    ],
    ['a base', inside('<rect xml:base="https://evil.example/"/>')],
    ['a handler', inside('<handler type="application/ecmascript">alert(1)</handler>')],
    ['a comment that ends early', inside('<!-- --><script>alert(1)</script><!-- -->')],
    ['CDATA that ends a style', inside('<style><![CDATA[</style><script>alert(1)</script>]]></style>')],
    ['a title with markup', inside('<title>&lt;script&gt;alert(1)&lt;/script&gt;</title>')],
    ['an attribute that ends early', inside('<text font-family="&quot; onload=&quot;alert(1)">x</text>')],
    ['an id that is markup', inside('<rect id="&lt;script>alert(1)&lt;/script>"/>')],
    ['audio', inside('<audio src="https://evil.example/x"/><video/><embed/><object/>')],
  ]
  it.each(hostile)('%s is left out', (_rule, source) => {
    const svg = clean(source)
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" /)
    expect(svg).not.toMatch(/<\/?(script|a|image|foreignObject|iframe|set|animate|handler|audio|video|feImage)\b/i)
    expect(svg.replaceAll(/"[^"]*"|>[^<]*</g, '""')).not.toMatch(/\son\w+\s*=/i)
    expect(svg).not.toMatch(/evil\.example|javascript:|data:|@import|@font-face|expression|xml-stylesheet|<!/i)
    expect(clean(svg)).toBe(svg)
  })

  const refused: [rule: string, source: string, words: string][] = [
    [
      'entities, which can grow without end',
      '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>',
      'entities',
    ],
    [
      'an entity from a file',
      '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg><text>&x;</text></svg>',
      'entities',
    ],
    ['what is not well-formed', '<svg><rect></svg>', 'well-formed'],
    ['what is no SVG', '<html><svg/></html>', 'no svg element'],
    ['nothing', '', ''],
    ['parts that draw each other', inside('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'), 'too often'],
    ['a part that draws itself', inside('<g id="a"><use href="#a"/></g>'), 'too often'],
    [
      'a pattern in itself',
      inside('<pattern id="p"><rect fill="url(#p)"/></pattern><rect fill="url(#p)"/>'),
      'too often',
    ],
    ['parts that double again and again', inside(doubling(30)), 'too often'],
    ['more parts than a wall needs', inside('<rect/>'.repeat(50_000)), 'too many parts'],
  ]
  it.each(refused)('%s: refused', (_rule, source, words) => {
    const result = sanitiseSvg(source)
    expect(result.ok).toBe(false)
    expect(refusal(source)).toContain(words)
  })

  const slow: [rule: string, source: string][] = [
    ['words without end', inside(`<rect fill="${'url'.repeat(100_000)}"/>`)],
    ['brackets without end', inside(`<path d="${'a('.repeat(100_000)}"/>`)],
    ['a style without a rule', inside(`<style>${'abc,'.repeat(100_000)}</style>`)],
    ['a style that only opens', inside(`<style>${'{a'.repeat(100_000)}</style>`)],
    ['comments that only open', inside(`<style>${'/*'.repeat(100_000)}</style>`)],
    ['a number without end', `<svg ${NS} width="${'1'.repeat(200_000)}x"/>`],
    ['document types without end', `${'<!DOCTYPE '.repeat(40_000)}<svg/>`],
    ['spaces without end', `<svg ${NS} viewBox="${' ,'.repeat(100_000)}"/>`],
  ]
  it.each(slow)('%s: read in a time that grows with the length', (_rule, source) => {
    const before = performance.now()
    sanitiseSvg(source)
    // A search that goes back again and again would take minutes.
    expect(performance.now() - before).toBeLessThan(5000)
  })

  it('parts deeper than any drawing has are left out, and nothing throws', () => {
    expect(() => sanitiseSvg(inside('<g>'.repeat(5000) + '</g>'.repeat(5000)))).not.toThrow()
  })

  it('what drawing programs write stays: shapes, text, gradients, styles, uses', () => {
    const source = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg ${NS} xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" width="20mm" height="10mm" viewBox="0 0 200 100">
  <metadata><rdf/></metadata>
  <inkscape:page/>
  <style type="text/css">.st0{fill:#FF0000;stroke:none} * { stroke-linejoin: round }</style>
  <defs><linearGradient id="g1" gradientUnits="userSpaceOnUse"><stop offset="0" stop-color="#fff"/></linearGradient></defs>
  <g transform="translate(3 4) rotate(5)"><rect class="st0" width="10" height="10" fill="url(#g1)"/></g>
  <text x="1" y="2">Sales <tspan font-weight="bold">up</tspan> &amp; away</text>
  <use xlink:href="#g1"/>
  <a href="https://example.com"><circle r="3"/></a>
</svg>`
    const svg = clean(source)
    expect(svg).toContain('width="76" height="38"')
    expect(svg).toContain('.st0{fill:#FF0000;stroke:none}*{stroke-linejoin:round}')
    expect(svg).toContain('<rect class="st0" width="10" height="10" fill="url(#g1)"/>')
    expect(svg).toContain('<text x="1" y="2">Sales <tspan font-weight="bold">up</tspan> &amp; away</text>')
    expect(svg).toContain('<use href="#g1"/>')
    expect(svg).toContain('<circle r="3"/>')
    expect(svg).not.toMatch(/inkscape|metadata|DOCTYPE|example\.com/)
    expect(clean(svg)).toBe(svg)
  })

  const sizes: [root: string, width: number, height: number][] = [
    ['width="20" height="10"', 20, 10],
    ['width="1in" height="0.5in"', 96, 48],
    ['viewBox="0 0 300 200"', 300, 200],
    ['width="600" viewBox="0 0 300 200"', 600, 400],
    ['width="100%" height="100%" viewBox="0 0 50 40"', 50, 40],
    ['', 300, 150],
    ['width="1e30" height="1e30"', 4096, 4096],
    ['width="-4" height="0"', 300, 150],
  ]
  it.each(sizes)('<svg %s> is %d by %d pixels', (root, width, height) => {
    expect(sanitiseSvg(`<svg ${NS} ${root}/>`)).toMatchObject({ ok: true, width, height })
  })

  it('whatever comes in: it never throws, and what comes out comes out the same again', () => {
    const piece = fc.constantFrom(
      '<rect fill="url(#a)"/>',
      '<script>',
      '</script>',
      '<g id="a">',
      '</g>',
      '<style>a{fill:red}</style>',
      '&lt;',
      '&#0;',
      '<![CDATA[x]]>',
      '<!-- x -->',
      'text',
      '<text>a<tspan>b</tspan>\n c</text>',
      '" onload="x',
      '<a href="javascript:x">',
      '</a>',
      '<use href="#a"/>',
      '\u202e',
      '&#x1F600;',
      '<title>t</title>',
      '\t',
      "<text font-family='&quot;'>q</text>",
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const result = sanitiseSvg(inside(pieces.join('')))
        if (!result.ok) return
        expect(result.svg).not.toMatch(/<script|javascript:|onload="/)
        expect(clean(result.svg)).toBe(result.svg)
      }),
      { numRuns: 400 },
    )
  })
})

/** Each part draws the one before twice. */
function doubling(times: number): string {
  const parts = ['<g id="p0"><rect/></g>']
  for (let i = 1; i <= times; i++) parts.push(`<g id="p${i}"><use href="#p${i - 1}"/><use href="#p${i - 1}"/></g>`)
  return parts.join('')
}
