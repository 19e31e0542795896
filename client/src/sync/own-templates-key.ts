/** The name this browser keeps its own templates under; apart from what reads them, which the first page does without. */
export const OWN_TEMPLATES = 'planwall/templates'
