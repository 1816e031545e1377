// The same article as what the usual React stack reads: Portable Text, and posts as react-tweet's objects. Made ahead of
// time and never charged, although somebody has to do it.
import { linked, minter, minutes, parts, pieces } from "./contestants/reading.js";

const length = (text) => Array.from(text).length;

/** react-tweet counts code points. */
function tweet({ id, lang, text, author, created, metrics }) {
  const entities = { hashtags: [], urls: [], user_mentions: [], symbols: [] };
  let at = 0;
  for (const piece of linked(text)) {
    const said = typeof piece === "string" ? piece : piece.text;
    const indices = [at, (at += length(said))];
    if (typeof piece === "string") continue;
    const name = said.slice(1);
    if (said[0] === "@") entities.user_mentions.push({ id_str: "1", indices, name, screen_name: name });
    else if (said[0] === "#") entities.hashtags.push({ indices, text: name });
    else entities.urls.push({ display_url: said, expanded_url: said, indices, url: said });
  }
  return {
    __typename: "Tweet",
    lang,
    created_at: created,
    display_text_range: [0, length(text)],
    entities,
    id_str: id,
    text,
    user: {
      id_str: "1",
      name: author.name,
      screen_name: author.handle,
      profile_image_url_https: `https://pictures.example/${author.handle}.jpg`,
      profile_image_shape: "Circle",
      verified: false,
      is_blue_verified: false,
    },
    favorite_count: metrics.likes,
    conversation_count: metrics.replies,
    news_action_type: "conversation",
    edit_control: {},
    isEdited: false,
    isStaleEdit: false,
  };
}

/** @param {import("../www/src/types.ts").Article} story */
export function portable(story) {
  let keys = 0;
  const key = () => `k${(keys++).toString(36)}`;
  const mint = minter();

  function text(inline, more) {
    const markDefs = [];
    const children = pieces(inline).map((piece) => {
      if (typeof piece === "string") return { _type: "span", _key: key(), text: piece, marks: [] };
      const marks = [...(piece.marks ?? [])];
      if (piece.href) {
        markDefs.push({ _key: key(), _type: "link", href: piece.href });
        marks.push(markDefs.at(-1)._key);
      }
      return { _type: "span", _key: key(), text: piece.text, marks };
    });
    return { _type: "block", _key: key(), style: "normal", markDefs, children, ...more };
  }

  const convert = (blocks) =>
    blocks.flatMap((block) => {
      switch (block.type) {
        case "paragraph":
          return [text(block.text, block.lang ? { lang: block.lang, dir: block.dir } : {})];
        case "list":
          return block.items.map((item) => text(item, { listItem: block.style === "number" ? "number" : "bullet", level: 1 }));
        case "tweet":
          return [{ _type: "tweet", _key: key(), tweet: tweet(block.post) }];
        case "table":
          return [{ ...block, _type: "table", _key: key(), type: undefined, id: mint(block.caption) }];
        case "image":
          return [{ ...block, _type: "image", _key: key(), type: undefined, caption: [text(block.caption, {})] }];
        default:
          return [{ ...block, _type: block.type, _key: key(), type: undefined }];
      }
    });

  const { body, ...rest } = story;
  const { lead, sections } = parts(body);
  return { ...rest, length: minutes(story), lead: convert(lead), sections: sections.map((section) => ({ ...section, blocks: convert(section.blocks) })) };
}
