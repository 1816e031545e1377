// The article as components; React's and Preact's are the same source.
import { count, direction, initials, linked, minter, minutes, moment, numberColumns, parts, pieces, safe } from "../reading.js";

const Link = ({ text, href, name = "aw-link", dir }) => {
  const url = safe(href);
  return url ? (
    <a className={name} href={url} dir={dir}>
      {text}
    </a>
  ) : (
    text
  );
};

function Piece({ piece }) {
  if (piece.href) return <Link text={piece.text} href={piece.href} />;
  return (piece.marks ?? []).reduceRight((inner, Mark) => <Mark>{inner}</Mark>, piece.text);
}

const Inline = ({ value }) =>
  typeof value === "string" ? value : pieces(value).map((piece, index) => (typeof piece === "string" ? piece : <Piece key={index} piece={piece} />));

const Time = ({ iso, name }) => (
  <time className={name} dateTime={iso}>
    {moment(iso)}
  </time>
);

export function Table({ block, at, id }) {
  const numbers = numberColumns(block);
  return (
    <figure className="aw-table-figure" data-block="table" data-key={at}>
      <figcaption className="aw-figcaption" id={id}>
        {block.caption}
      </figcaption>
      <div className="aw-scroll" role="group" tabIndex={0} aria-labelledby={id}>
        <table className="aw-table">
          <thead>
            <tr>
              {block.head.map((cell, column) => (
                <th key={column} className={numbers[column] ? "aw-head-cell aw-number-cell" : "aw-head-cell"} scope="col">
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row, index) => (
              <tr key={index}>
                {row.map((cell, column) =>
                  column === 0 && block.rowHeaders ? (
                    <th key={column} className="aw-row-header" scope="row">
                      {cell}
                    </th>
                  ) : (
                    <td key={column} className={numbers[column] ? "aw-number-cell" : "aw-cell"}>
                      {cell}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

function Post({ post: { id, lang, text, author, created, metrics }, at }) {
  const profile = `https://x.com/${author.handle}`;
  return (
    <article className="aw-tweet" data-block="tweet" data-key={at} data-network="x" aria-label={`Post by ${author.name} (@${author.handle})`}>
      <header className="aw-tweet-head">
        <span className="aw-initials" aria-hidden="true">
          {initials(author.name)}
        </span>
        <p className="aw-tweet-who">
          <bdi className="aw-tweet-author">{author.name}</bdi>{" "}
          <a className="aw-tweet-handle" href={profile} dir="ltr">
            {`@${author.handle}`}
          </a>
        </p>
        <span className="aw-network" role="img" aria-label="X" title="X" />
      </header>
      <p className="aw-tweet-text" lang={lang} dir={direction(lang)}>
        {linked(text).map((piece, index) => (typeof piece === "string" ? piece : <Link key={index} text={piece.text} href={piece.href} />))}
      </p>
      <footer className="aw-tweet-foot">
        <a className="aw-tweet-link" href={`${profile}/status/${id}`}>
          <Time iso={created} />
        </a>{" "}
        <span className="aw-tweet-metric">
          <span className="aw-replies" />
          {count(metrics.replies, "replies")}
        </span>{" "}
        <span className="aw-tweet-metric">
          <span className="aw-likes" />
          {count(metrics.likes, "likes")}
        </span>
      </footer>
    </article>
  );
}

export const Picture = ({ block, at, children }) => (
  <figure className="aw-image" data-block="image" data-key={at}>
    <img className="aw-picture" alt={block.alt} width={block.width} height={block.height} loading="lazy" decoding="async" src={safe(block.src)} />
    <button className="aw-enlarge" type="button" aria-label={`Enlarge picture: ${block.alt}`} />
    <figcaption className="aw-figcaption">
      <span className="aw-caption">{children}</span> <span className="aw-credit">{block.credit}</span>
    </figcaption>
  </figure>
);

export const Quote = ({ block, at }) => (
  <figure className="aw-quote" data-block="quote" data-key={at}>
    <blockquote className="aw-quote-text">
      <p className="aw-paragraph">{block.text}</p>
    </blockquote>
    <figcaption className="aw-cite">
      <span>{block.cite}</span>
    </figcaption>
  </figure>
);

function Block({ block, at, mint }) {
  switch (block.type) {
    case "paragraph":
      return (
        <p className="aw-paragraph" data-block="paragraph" data-key={at} lang={block.lang} dir={block.dir}>
          <Inline value={block.text} />
        </p>
      );
    case "list": {
      const List = block.style === "number" ? "ol" : "ul";
      return (
        <List className="aw-list" data-block="list" data-key={at}>
          {block.items.map((item, index) => (
            <li key={index} className="aw-item">
              <Inline value={item} />
            </li>
          ))}
        </List>
      );
    }
    case "quote":
      return <Quote block={block} at={at} />;
    case "image":
      return (
        <Picture block={block} at={at}>
          <Inline value={block.caption} />
        </Picture>
      );
    case "table":
      return <Table block={block} at={at} id={mint(block.caption)} />;
    case "tweet":
      return <Post post={block.post} at={at} />;
  }
  return null;
}

export const Header = ({ story, length }) => (
  <header className="aw-header aw-article-header">
    <p className="aw-kicker">{story.kicker}</p>
    <h2 className="aw-headline" id="article--headline">
      {story.headline}
    </h2>
    <p className="aw-standfirst">{story.standfirst}</p>
    <div className="aw-meta">
      <div className="aw-byline">
        {"By "}
        {story.byline.flatMap(({ name, url }, index) => [
          index ? " and " : "",
          url ? (
            <Link key={index} text={name} href={url} name="aw-person" dir="auto" />
          ) : (
            <span key={index} className="aw-person" dir="auto">
              {name}
            </span>
          ),
        ])}
      </div>
      <p className="aw-dates">
        <Time iso={story.published} name="aw-published" /> · Updated <Time iso={story.updated} name="aw-updated" />
        {length && (
          <>
            {" · "}
            <span className="aw-minutes">{length}</span>
          </>
        )}
      </p>
    </div>
  </header>
);

export const Tools = () => (
  <div className="aw-tools">
    <button className="aw-all" type="button">
      Hide all sections
    </button>
  </div>
);

export const Section = ({ id, title, at, children }) => (
  <section className="aw-section" id={id} data-block="section" data-key={at}>
    <h3 className="aw-section-heading">
      <button className="aw-section-button" type="button" aria-expanded="true" aria-controls={`${id}--panel`}>
        <span className="aw-section-title">{title}</span>
        <span className="aw-section-sign" aria-hidden="true" />
      </button>
    </h3>
    <div className="aw-panel" id={`${id}--panel`}>
      <button className="aw-copy" type="button" aria-label={`Copy link: ${title}`} />
      <div className="aw-panel-inner">{children}</div>
    </div>
  </section>
);

export function Article({ story }) {
  const { lead, sections } = parts(story.body);
  const mint = minter();
  return (
    <article className="aw" lang={story.lang} dir={direction(story.lang)} aria-labelledby="article--headline">
      <Header story={story} length={minutes(story)} />
      {lead.map((block, index) => (
        <Block key={index} block={block} at={index} mint={mint} />
      ))}
      {sections.length > 2 && <Tools />}
      {sections.map(({ id, title, blocks }) => (
        <Section key={id} id={id} title={title} at={id}>
          {blocks.map((block, index) => (
            <Block key={index} block={block} at={`${id}-${index}`} mint={mint} />
          ))}
        </Section>
      ))}
    </article>
  );
}
