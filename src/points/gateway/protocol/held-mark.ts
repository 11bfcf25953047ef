/** What begins the `requestState` of a call that a gateway holds; the id of the gateway follows, since one may stand before another. */
export const HELD_MARK = "writ-held-";
