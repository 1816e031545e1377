// The address of a section, for the reader to take along.
import { copyAddress } from "../../src/page/on_demand/copied.js";
import { partAt } from "./sections.js";

/**
 * @param {Element} root
 * @param {() => { copied: string }} labels in the language that the article has by then
 * @param {import("./life.js").Life} life
 */
export function offerAddresses(root, labels, life) {
  life.listen(root, "click", async (event) => {
    const button = partAt(root, event, ".aw-copy");
    const section = button?.closest(".aw-section");
    if (!button || !section) return;
    const address = new URL(location.href);
    address.hash = section.id;
    // There the reader can copy it.
    if (!(await copyAddress(button, address.href, () => labels().copied))) location.hash = section.id;
  });
}
