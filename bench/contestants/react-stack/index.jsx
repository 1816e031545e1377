// What a newsroom on React takes from the shelf: @portabletext/react for text, react-tweet for posts.
import { PortableText } from "@portabletext/react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { EmbeddedTweet } from "react-tweet";
import { Header, Picture, Quote, Section, Table, Tools } from "../react/view.jsx";
import { direction, read, safe } from "../reading.js";

const link = ({ value, children }) => (
  <a className="aw-link" href={safe(value.href)}>
    {children}
  </a>
);
const strong = ({ children }) => <strong>{children}</strong>;
const em = ({ children }) => <em>{children}</em>;
const list = (List) => {
  const Shown = ({ value, children }) => (
    <List className="aw-list" data-block="list" data-key={value._key}>
      {children}
    </List>
  );
  return Shown;
};
const item = ({ children }) => <li className="aw-item">{children}</li>;

// Far faces wait, as our pictures do.
const AvatarImg = (attributes) => <img loading="lazy" {...attributes} />;
const faces = { AvatarImg };

const captions = { marks: { link, strong, em }, block: { normal: ({ children }) => <>{children}</> } };

const components = {
  marks: { link, strong, em },
  list: { bullet: list("ul"), number: list("ol") },
  listItem: { bullet: item, number: item },
  block: {
    normal: ({ value, children }) => (
      <p className="aw-paragraph" data-block="paragraph" data-key={value._key} lang={value.lang} dir={value.dir}>
        {children}
      </p>
    ),
  },
  types: {
    quote: ({ value }) => <Quote block={value} at={value._key} />,
    image: ({ value }) => (
      <Picture block={value} at={value._key}>
        <PortableText value={value.caption} components={captions} />
      </Picture>
    ),
    table: ({ value }) => <Table block={value} at={value._key} id={value.id} />,
    tweet: ({ value }) => <EmbeddedTweet tweet={value.tweet} components={faces} />,
  },
};

const Article = ({ story }) => (
  <article className="aw" lang={story.lang} dir={direction(story.lang)} aria-labelledby="article--headline">
    <Header story={story} length={story.length} />
    <PortableText value={story.lead} components={components} />
    {story.sections.length > 2 && <Tools />}
    {story.sections.map(({ id, title, blocks }) => (
      <Section key={id} id={id} title={title} at={id}>
        <PortableText value={blocks} components={components} />
      </Section>
    ))}
  </article>
);

const roots = new WeakMap();

export function draw(bytes, container) {
  roots.set(container, createRoot(container));
  update(bytes, container);
}

export function update(bytes, container) {
  const story = read(bytes);
  flushSync(() => roots.get(container).render(<Article story={story} />));
}

export function clear(container) {
  flushSync(() => roots.get(container).unmount());
}
