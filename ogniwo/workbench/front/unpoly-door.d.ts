/** Unpoly carries no types of its own; exchange.ts, the one file that uses it, says what it takes from its events. */
export const up: any;
