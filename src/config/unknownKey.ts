import { formatPath, isSection, valueAt, type Segments } from './configPath';
import { configJsonSchema, type SchemaNode } from './schema/jsonSchema';
import { allBranches, keysOf, nodesAt, property } from './schema/schemaNode';
import { otherName, suggest } from './suggestion';

/** Says what an unknown key probably should have been, and where else it would be known. */
export function explainUnknownKey(section: Segments, key: string, raw: unknown): string {
  const name = formatPath([...section, key]);
  const given = valueAt(raw, section);
  const present = isSection(given) ? given : {};
  const known = keysOf(nodesAt(configJsonSchema(), section, raw));
  const free = known.filter((candidate) => !Object.hasOwn(present, candidate));

  const other = otherName(key, free);
  if (other !== undefined) return didYouMean(name, [...section, other]);
  const kind = otherKind(section, key, present);
  if (kind !== undefined) return `${name} ${kind}`;
  const elsewhere = sectionsWith(key).filter((path) => path !== formatPath(section));
  if (elsewhere.length > 0) {
    const right = elsewhere.map((path) => (path === '' ? key : `${path}.${key}`));
    return `${name} is not known here; it is ${right.join(' or ')}.`;
  }
  const meant = suggest(key, free);
  if (meant !== undefined) return didYouMean(name, [...section, meant]);
  const place = section.length === 0 ? 'A config' : formatPath(section);
  return `${name} is not known. ${place} may have ${known.join(', ')}.`;
}

function didYouMean(name: string, path: Segments): string {
  return `${name} is not known. Did you mean ${formatPath(path)}?`;
}

/** "goes with dataset.kind csv; here it is bundled", when another kind knows the key. */
function otherKind(
  section: Segments,
  key: string,
  present: Readonly<Record<string, unknown>>,
): string | undefined {
  const knowing = nodesAt(configJsonSchema(), section.slice(0, -1), undefined)
    .flatMap((parent) => property(parent, section.at(-1) ?? '') ?? [])
    .flatMap(allBranches)
    .filter((branch) => property(branch, key) !== undefined);
  // A synthetic family is told apart by `name` once `kind` is right.
  for (const discriminator of ['kind', 'name']) {
    const words = new Set(knowing.map((branch) => fixedWord(branch, discriminator)));
    words.delete(undefined);
    const here = present[discriminator];
    if (words.size === 0 || here === undefined || words.has(String(here))) continue;
    const path = formatPath([...section, discriminator]);
    return `goes with ${path} ${[...words].join(', ')}; here it is ${String(here)}.`;
  }
  return undefined;
}

function fixedWord(branch: SchemaNode, key: string): string | undefined {
  const word = property(branch, key)?.const;
  return word === undefined ? undefined : String(word);
}

function sectionsWith(key: string): readonly string[] {
  const root = configJsonSchema();
  const found = property(root, key) === undefined ? [] : [''];
  for (const [name, child] of Object.entries(root.properties ?? {})) {
    if (keysOf(allBranches(child)).includes(key)) found.push(name);
  }
  return found;
}
