/**
 * Our pages in a browser that translates them. Chrome puts `<font>` elements into the place of text nodes; Preact would go on
 * writing into the nodes that it knows, which nobody sees any more, and the page would say "Sending" for ever.
 *
 * So no text is rewritten in place. An element that holds nothing but text is made anew when its text changes, as the text
 * becomes its key. Where the element has to stay (it may have the focus, a screen reader listens to it, other elements
 * stand in it), the text gets an element around it, which is then the one that is made anew.
 */
import { Fragment, h, options, type ComponentChild, type VNode } from 'preact';

/** What may hold no element, and whose text browsers leave alone. */
const plain = /^(option|textarea|title|style|script)$/;
const staying = /^(button|a|summary)$/;

type Props = Record<string, unknown> & { children?: ComponentChild | ComponentChild[] };

let survives = false;

export function surviveTranslation(): void {
  if (survives) return;
  survives = true;
  // Nothing else on our pages listens there.
  options.vnode = (vnode) => protect(vnode as VNode<Props>);
}

function protect(vnode: VNode<Props>) {
  const { type, props } = vnode;
  const isElement = typeof type === 'string';
  if ((!isElement && type !== Fragment) || (isElement && plain.test(type))) return;
  const children = Array.isArray(props.children) ? props.children : [props.children];
  if (!children.some(isText)) return;
  if (
    isElement &&
    !staying.test(type) &&
    vnode.ref == null &&
    props['role'] === undefined &&
    props['tabIndex'] === undefined &&
    !children.some((child) => typeof child === 'object' && child !== null)
  ) {
    vnode.key = `${String(vnode.key)}${children.join()}`;
  } else {
    props.children = inElements(children);
  }
}

/** Neighbouring texts share an element; every other child keeps its place, by which Preact knows it. */
function inElements(children: readonly ComponentChild[]): ComponentChild[] {
  const kept = [...children];
  let first = -1;
  kept.forEach((child, i) => {
    const text = kept[first];
    if (typeof child === 'object' && child !== null) first = -1;
    else if (isText(text) && (typeof child === 'string' || typeof child === 'number')) {
      kept[first] = `${text}${child}`;
      kept[i] = null;
    } else if (first < 0 && isText(child)) first = i;
  });
  return kept.map((child) => (isText(child) ? h('span', null, child) : child));
}

function isText(child: unknown): child is string | number {
  return (typeof child === 'string' && child.trim() !== '') || typeof child === 'number';
}
