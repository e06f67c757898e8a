import type { Node } from 'jsonc-parser';
import { formatPath } from '../configPath';
import { formatNumber } from '../formatNumber';
import { spanOfJson } from '../json/jsonTree';
import { insertInBraces, jsonBlanks } from './insertInBraces';
import { bracePadding, indentation, indentStep, lineEnding, startsLine } from './layout';
import { placeFor } from './sectionOrder';
import type { Target } from './target';
import type { Planned } from './textEdit';

/** Plans the edit of well-formed JSON or JSONC. */
export function editJson(text: string, root: Node | undefined, target: Target): Planned {
  const { path, value } = target;
  let node = root;
  for (const [depth, segment] of path.entries()) {
    const name = formatPath(path.slice(0, depth)) || 'The config';
    if (node?.type === 'array') {
      node = node.children?.[Number(segment)];
      if (!node) return { refused: `${name} has no entry ${segment}.` };
    } else if (node?.type === 'object') {
      const property = node.children?.find(
        ({ children }) => children?.[0]?.value === String(segment),
      );
      if (!property) return insertProperty(text, node, target, depth);
      node = property.children?.[1];
    } else {
      return { refused: `${name} is not a section, so ${formatPath(path)} has no place.` };
    }
  }
  if (!node || node.type === 'object' || node.type === 'array') {
    return { refused: `${formatPath(path)} holds a ${node?.type ?? 'gap'}, not a number.` };
  }
  const { start, end } = spanOfJson(node);
  return [{ start, end, newText: formatNumber(value, text.slice(start, end)) }];
}

function insertProperty(text: string, section: Node, target: Target, depth: number): Planned {
  const { path, value, raw } = target;
  const properties = section.children ?? [];
  const keys = properties.map(({ children }) => String(children?.[0]?.value));
  const isDirect = depth === path.length - 1;
  const after = isDirect
    ? keys.length - 1
    : placeFor(path.slice(0, depth), String(path[depth]), keys, raw);
  const sibling = properties[Math.max(0, after)];
  const lead = sibling && startsLine(text, sibling.offset) ? indentation(text, sibling.offset) : '';
  const style = {
    colon: colonOf(text, sibling),
    padding: bracePadding(text),
    ...layoutOf(text, section, lead),
  };
  const entry = render(path.slice(depth).map(String), formatNumber(value), style);
  const braces = { span: spanOfJson(section), items: properties.map(spanOfJson) };
  return insertInBraces(text, braces, after, entry, jsonBlanks());
}

interface Style {
  readonly colon: string;
  /** Line ending and indentation before a nested key; absent where sections stay on one line. */
  readonly newLine?: string;
  readonly step: string;
  /** Inside the braces of a section on one line. */
  readonly padding: string;
}

function render([key, ...rest]: readonly string[], number: string, style: Style): string {
  const name = `${JSON.stringify(key)}${style.colon}`;
  if (rest.length === 0) return name + number;
  const { newLine, step, padding } = style;
  if (newLine === undefined) return `${name}{${padding}${render(rest, number, style)}${padding}}`;
  const inner = render(rest, number, { ...style, newLine: newLine + step });
  return `${name}{${newLine}${step}${inner}${newLine}}`;
}

/** Nested sections go on one line where the text has such a one, or is all on one line. */
function layoutOf(text: string, section: Node, lead: string): Pick<Style, 'newLine' | 'step'> {
  const step = indentStep(text);
  const root = rootOf(section);
  const isFlat = hasFlatSection(text, root) || !text.slice(root.offset).match(/[\r\n]\s*"/);
  return isFlat ? { step } : { step, newLine: lineEnding(text) + lead };
}

function hasFlatSection(text: string, node: Node): boolean {
  const { start, end } = spanOfJson(node);
  const isFlat = node.type === 'object' && !/[\r\n]/.test(text.slice(start, end));
  return (
    (isFlat && !!node.children?.length) ||
    !!node.children?.some((child) => hasFlatSection(text, child))
  );
}

function rootOf(node: Node): Node {
  return node.parent ? rootOf(node.parent) : node;
}

/** What stands between a key and its value in the neighbour. */
function colonOf(text: string, property: Node | undefined): string {
  const [key, value] = property?.children ?? [];
  const between = key && value && text.slice(key.offset + key.length, value.offset);
  return between && /^[ \t]*:[ \t]*$/.test(between) ? between : ': ';
}
