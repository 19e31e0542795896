/** Made for paper: A4 or Letter, black on white, also where a browser shows it in the dark. */
export const reportStyle = `
@page { margin: 18mm 16mm 20mm; @bottom-right { content: counter(page) " / " counter(pages); font: 9pt system-ui, sans-serif; color: #555; } }
* { box-sizing: border-box; }
html { color-scheme: light; background: #fff; color: #1a1f26; font: 10.5pt/1.45 system-ui, "Segoe UI", "Liberation Sans", sans-serif; }
body { max-width: 180mm; margin: 0 auto; padding: 10mm 5mm; }
h1, h2, h3, p, dl, dd, ul { margin: 0; }
h1, h2, h3, td, dd, li, p, th { overflow-wrap: anywhere; }
h1 { font-size: 22pt; line-height: 1.2; }
h2 { font-size: 14pt; margin: 8mm 0 3mm; break-after: avoid; }
h3 { font-size: 11pt; margin: 6mm 0 2mm; break-after: avoid; }
p { white-space: pre-line; }
.kicker { color: #4a5563; font-size: 9pt; font-weight: 600; letter-spacing: .06em; text-transform: uppercase; }
.when { margin-top: 2mm; color: #4a5563; white-space: normal; }
.when span + span::before { content: "\\00b7"; margin: 0 .5em; }
.goal { margin-top: 6mm; padding: 5mm 6mm; border: 1pt solid #8a94a3; border-left: 3pt solid #5b3fa8; break-inside: avoid-page; }
.goal h2 { margin: 0 0 1mm; font-size: 10pt; color: #4a5563; }
.goal .name { font-size: 15pt; font-weight: 600; line-height: 1.3; }
.numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(34mm, 1fr)); gap: 3mm 6mm; margin-top: 4mm; }
dt { color: #4a5563; font-size: 8.5pt; }
.strong { font-weight: 600; }
.none { color: #6b4a00; }
table { width: 100%; border-collapse: collapse; font-size: 9.5pt; }
thead { display: table-header-group; }
th, td { padding: 1.6mm 2mm; text-align: start; vertical-align: top; }
thead th { border-bottom: 1pt solid #1a1f26; font-size: 8.5pt; color: #4a5563; font-weight: 600; white-space: nowrap; }
tbody td { border-bottom: .5pt solid #b6bec9; }
tr { break-inside: avoid-page; }
.group th { padding-top: 4mm; font-size: 10.5pt; border-bottom: .5pt solid #5a6472; break-after: avoid; }
td p, li p { color: #3b4654; font-size: 9pt; }
ul { padding: 0; list-style: none; display: grid; gap: 2.5mm; }
li { padding-inline-start: 7mm; position: relative; break-inside: avoid-page; }
.box { position: absolute; inset-inline-start: 0; top: .7mm; width: 3.6mm; height: 3.6mm; border: 1pt solid #1a1f26; border-radius: .6mm; }
.due { color: #4a5563; white-space: nowrap; }
.owner { margin-top: 12mm; padding-top: 6mm; border-top: 1pt solid #8a94a3; }
.owner h2 { margin: 1mm 0 0; font-size: 20pt; }
figure { margin: 0 0 6mm; break-inside: avoid-page; }
figure img { display: block; max-width: 100%; max-height: 160mm; border: .5pt solid #b6bec9; }
figcaption { margin-top: 1.5mm; color: #3b4654; font-size: 9pt; overflow-wrap: anywhere; white-space: pre-line; }
@media print {
  body { max-width: none; padding: 0; }
  .owner { break-before: page; margin: 0; padding: 0; border: 0; }
}
`
