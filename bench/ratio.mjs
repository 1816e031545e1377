// The one thing that may be claimed: how two contestants of the same run stand to each other.

/**
 * @param {{ hot: Record<string, any> }} result
 * @param {number} size
 * @param {string} what
 * @param {string} name
 * @param {string} base
 * @returns of medians; `undefined` where one wasn't measured
 */
export function ratio({ hot }, size, what, name, base, whatOfBase = what) {
  const above = hot[size]?.[name]?.[what]?.median;
  const below = hot[size]?.[base]?.[whatOfBase]?.median;
  return above === undefined || below === undefined ? undefined : above / below;
}
