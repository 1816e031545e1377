import { useRef, useState } from "react";
import { ArticleWidget } from "article-widget/react";
import first from "./article.json";

export function Story() {
  const [article, setArticle] = useState(first);
  const [opened, setOpened] = useState(0);
  const widget = useRef(null);
  const correct = () => setArticle({ ...article, corrections: [{ text: "The gates opened at six." }] });
  return (
    <>
      <p>
        <button onClick={() => widget.current.expandAll()}>Open all</button> <button onClick={correct}>Correct it</button> Opened:{" "}
        <output>{opened}</output>
      </p>
      <ArticleWidget
        ref={widget}
        article={article}
        options={{ headingLevel: 1, sections: "closed" }}
        onToggle={({ open }) => open && setOpened((count) => count + 1)}
      />
    </>
  );
}
