// The React component, for pages and for servers.
import {
  createElement,
  forwardRef,
  Fragment,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  version,
  type HTMLAttributes,
  type ReactElement,
  type ReactNode,
  type ReactPortal,
  type Ref,
} from "react";
import type { ElementAttributes } from "./attributes.js";
import type { ArticleWidgetElement } from "./element.js";
import type { ArticleWidgetEventMap } from "./events.js";
import { postBlock } from "./post-block.js";
import type {
  ArticleInput,
  ConsentDetail,
  ErrorDetail,
  Options,
  PostInput,
  ProgressDetail,
  ReadyDetail,
  ToggleDetail,
  UpdateDetail,
} from "./types.js";

type Told = "onReady" | "onError" | "onUpdate" | "onToggle" | "onProgress" | "onConsent";

/** What `<ArticleWidget>` takes beside the attributes that every element has. In place of children it has `slots`. */
export interface ArticleWidgetProps extends Omit<HTMLAttributes<ArticleWidgetElement>, Told | "children" | "dangerouslySetInnerHTML"> {
  /** The article. Another one is shown by `update()`: what is the same stays, with the reader's place. */
  article: ArticleInput;
  /** What the page chooses. */
  options?: Options;
  /** What is shown where the article has a block `{ type: "slot", name }`, by name. Servers leave these places empty. */
  slots?: Record<string, ReactNode>;
  /** All of it is painted. */
  onReady?: (detail: ReadyDetail) => void;
  /** It can't be shown, or not in its new state. */
  onError?: (detail: ErrorDetail) => void;
  /** It was updated. */
  onUpdate?: (detail: UpdateDetail) => void;
  /** A section opened or closed. */
  onToggle?: (detail: ToggleDetail) => void;
  /** So much of it has been in the window; with the option `progress`. */
  onProgress?: (detail: ProgressDetail) => void;
  /** The platform was let into the page, or not. */
  onConsent?: (detail: ConsentDetail) => void;
  /** The element, with its methods. */
  ref?: Ref<ArticleWidgetElement>;
}

const EVENTS = {
  "article-ready": "onReady",
  "article-error": "onError",
  "article-update": "onUpdate",
  "article-toggle": "onToggle",
  "article-progress": "onProgress",
  "article-consent": "onConsent",
} as const satisfies Record<keyof ArticleWidgetEventMap, Told>;

/** To React, what is inside is somebody else's: always the same object, or it would be written again. */
const OTHERS = { __html: "" };

const NOTHING: Options = {};
const NO_SLOTS: Record<string, ReactNode> = {};

const never = (): (() => void) => () => {};

type Call = (...args: unknown[]) => unknown;

/** The options with functions that stay the same from one rendering to the next, and call those of the last one. */
function steady(value: unknown, last: () => unknown): unknown {
  if (typeof value === "function") return (...args: unknown[]) => (last() as Call)(...args);
  if (Object.prototype.toString.call(value) !== "[object Object]") return value;
  const part = (key: string) => () => (last() as Record<string, unknown> | undefined)?.[key];
  return Object.fromEntries(Object.entries(value as object).map(([key, inner]) => [key, steady(inner, part(key))]));
}

/** React 18 gives a component its `ref` apart, and writes props of custom elements as attributes of the same name. */
const OLD = Number.parseInt(version) < 19;

// On servers, where neither does anything, React 18 warns of the latter.
const useEffects = OLD && typeof document === "undefined" ? useEffect : useLayoutEffect;

const named = (props: object): object => Object.fromEntries(Object.entries(props).map(([name, value]) => [name === "className" ? "class" : name, value]));

/** What differs between pages and servers. */
interface Place {
  /** Makes sure that the element is defined. */
  define(): void;
  /** The article as HTML. */
  print?(article: ArticleInput, options: Options): string;
  /** Has React fill an element that it didn't make. */
  fill?(content: ReactNode, place: Element, name: string): ReactPortal;
}

/** The component, as a page or a server has it. */
export function componentFor({ define, print, fill }: Place): (props: ArticleWidgetProps) => ReactElement {
  const ArticleWidget = (props: ArticleWidgetProps): ReactElement => {
    const { article, options = NOTHING, slots = NO_SLOTS, onReady, onError, onUpdate, onToggle, onProgress, onConsent, ref, element: forwarded, ...rest } = props as ArticleWidgetProps & { element?: Ref<ArticleWidgetElement> };
    const host = useRef<ArticleWidgetElement>(null);
    const last = useRef(props);
    const given = useRef(false);
    /** A child of the element's for each slot, which React fills. */
    const made = useRef(new Map<string, HTMLElement>());
    const [places, setPlaces] = useState<[name: string, place: HTMLElement][]>([]);
    const names = Object.keys(slots).sort();
    const served = useSyncExternalStore(never, () => false, () => true);
    // Once what a server printed is there, it is there for good.
    const [printed] = useState(served);
    const choice = JSON.stringify(options, (_, value: unknown) => (typeof value === "function" ? "a function" : value));

    useImperativeHandle(ref ?? forwarded, () => host.current as ArticleWidgetElement, []);

    useEffects(() => {
      last.current = props;
    });

    useEffects(() => {
      define();
      const life = new AbortController();
      for (const [type, name] of Object.entries(EVENTS)) {
        const tell = (event: Event): void => {
          // Articles inside of this one's speak for themselves.
          if (event.target === host.current) (last.current[name] as Call | undefined)?.((event as CustomEvent).detail);
        };
        host.current?.addEventListener(type, tell, { signal: life.signal });
      }
      return () => life.abort();
    }, []);

    useEffects(() => {
      if (host.current) host.current.options = steady(last.current.options ?? NOTHING, () => last.current.options) as Options;
    }, [choice]);

    useEffects(() => {
      if (given.current) host.current?.update(article);
      else if (host.current) host.current.article = article;
      given.current = true;
    }, [article]);

    // The element takes its children into the article, where React wouldn't find its own.
    useEffects(() => {
      const { current } = made;
      for (const [name, place] of current) {
        if (names.includes(name)) continue;
        place.remove();
        current.delete(name);
      }
      for (const name of names.filter((name) => !current.has(name))) {
        const place = Object.assign(document.createElement("div"), { slot: name });
        current.set(name, place);
        host.current?.append(place);
      }
      setPlaces([...current]);
    }, [JSON.stringify(names)]);

    const inside = () => (print ? { __html: print(article, options) } : OTHERS);
    const element = createElement("article-widget", {
      ...(OLD ? named(rest) : rest),
      ref: host,
      ...(printed ? { dangerouslySetInnerHTML: inside(), suppressHydrationWarning: true } : {}),
    });
    return createElement(Fragment, null, element, ...places.map(([name, place]) => fill?.(slots[name], place, name)));
  };
  if (!OLD) return ArticleWidget;
  const Forwarding = forwardRef<ArticleWidgetElement, ArticleWidgetProps>((props, ref) => createElement(ArticleWidget, { ...props, element: ref } as object as ArticleWidgetProps));
  Forwarding.displayName = "ArticleWidget";
  return Forwarding as unknown as (props: ArticleWidgetProps) => ReactElement;
}

/** What `<ArticlePost>` takes: `post` in place of `article`. */
export interface ArticlePostProps extends Omit<ArticleWidgetProps, "article" | "slots"> {
  /** The post, in any format that `postBlock()` takes. */
  post: PostInput;
}

/** The component for a post outside an article. */
export function postComponentFor(ArticleWidget: (props: ArticleWidgetProps) => ReactElement): (props: ArticlePostProps) => ReactElement {
  const ArticlePost = ({ post, ...rest }: ArticlePostProps, ref?: Ref<ArticleWidgetElement>): ReactElement =>
    createElement(ArticleWidget, { ...rest, ...(ref ? { ref } : {}), article: useMemo(() => postBlock(post), [post]) });
  return OLD ? (forwardRef(ArticlePost) as unknown as (props: ArticlePostProps) => ReactElement) : (props) => ArticlePost(props);
}

/** `<article-widget>` as React writes it: attributes, properties, and events by their own names. */
type ElementProps<Properties> = ElementAttributes &
  Properties &
  Omit<HTMLAttributes<ArticleWidgetElement>, keyof ElementAttributes> & {
    class?: string;
    options?: Options;
    ref?: Ref<ArticleWidgetElement>;
    key?: string | number;
  } & { [Type in keyof ArticleWidgetEventMap as `on${Type}`]?: (event: ArticleWidgetEventMap[Type]) => void };

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "article-widget": ElementProps<{ article?: ArticleInput }>;
      "article-post": ElementProps<{ post?: PostInput }>;
    }
  }
}
