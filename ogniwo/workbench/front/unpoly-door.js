// The readable build: the minified ones rename `_element`, which exchange.ts replaces.
import "unpoly/unpoly.es6.js";

export const up = window.up;
