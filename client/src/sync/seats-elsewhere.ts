/**
 * How this browser gets into other boards it has a seat at: what is copied there can then be brought along. Set by the
 * page, which keeps the seats.
 */
export const seatsElsewhere: { tokenFor: (boardId: string) => string | undefined } = { tokenFor: () => undefined }
