import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, posix, win32 } from 'node:path';
import { isConfigFile, languageOf } from '../../../src/config/configLanguage';
import { readConfig } from '../../../src/config/readConfig';
import { resolvePaths } from '../../../src/config/resolvePaths';
import {
  configJsonSchema,
  configJsonSchemaText,
  type SchemaNode,
} from '../../../src/config/schema/jsonSchema';
import { changed, least } from './sample';

describe('the JSON Schema', () => {
  it('is the committed file', () => {
    const file = readFileSync(join(__dirname, '../../../media/fitscope.schema.json'), 'utf8');
    assert.equal(file, configJsonSchemaText(), 'Run `npm run schema`.');
  });

  it('describes every key and refuses unknown ones', () => {
    let seen = 0;
    const walk = (node: SchemaNode, path: string): void => {
      for (const branch of [...(node.oneOf ?? []), ...(node.anyOf ?? [])]) walk(branch, path);
      if (node.properties) {
        assert.equal(
          (node as { additionalProperties?: unknown }).additionalProperties,
          false,
          path,
        );
      }
      for (const [key, child] of Object.entries(node.properties ?? {})) {
        seen++;
        assert.ok(child.description, `${path}.${key} has no description`);
        walk(child, `${path}.${key}`);
      }
    };
    walk(configJsonSchema(), '');
    assert.ok(seen > 60);
  });

  it('requires what the contract requires', () => {
    const root = configJsonSchema();
    assert.deepEqual(root.required, ['dataset', 'model', 'loss', 'optimizer', 'training']);
    assert.deepEqual(root.properties?.optimizer?.required, ['kind', 'learning_rate']);
    assert.deepEqual(root.properties?.training?.required, ['epochs']);
  });
});

describe('settings', () => {
  it('have a number at every advised path', () => {
    const { settings } = readConfig(least, 'yaml');
    assert.ok(settings);
    const { model, optimizer } = settings;
    const advised = [
      model.init.scale,
      model.output_multiplier,
      optimizer.learning_rate,
      optimizer.weight_decay,
    ];
    assert.deepEqual(advised, [1, 1, 0.001, 0]);
  });

  it('have their data files resolved from the config, absolute ones left alone', () => {
    const text = changed(
      'bundled, name: digits',
      'idx, images: data/i.gz, labels: /l, validation_images: ../v, validation_labels: w',
    );
    const { settings } = readConfig(text, 'yaml');
    assert.ok(settings);
    const { dataset } = resolvePaths(settings, '/home/me', posix.resolve);
    assert.ok(dataset.kind === 'idx');
    assert.deepEqual(
      [dataset.images, dataset.labels, dataset.validation_images, dataset.validation_labels],
      ['/home/me/data/i.gz', '/l', '/home/v', '/home/me/w'],
    );
    const onWindows = resolvePaths(settings, 'C:\\me', win32.resolve).dataset;
    assert.equal(onWindows.kind === 'idx' && onWindows.images, 'C:\\me\\data\\i.gz');
    const { settings: bundled } = readConfig(least, 'yaml');
    assert.ok(bundled);
    assert.deepEqual(resolvePaths(bundled, '/home', posix.resolve), bundled);
  });
});

describe('config files', () => {
  it('are known by name', () => {
    const names = [
      'a.fit.yaml',
      'a.fit.yml',
      'A.FIT.JSON',
      'x/a.fit.jsonc',
      'a.yaml',
      'fit.yaml',
      'a.fit.yaml.bak',
    ];
    assert.deepEqual(names.map(isConfigFile), [true, true, true, true, false, false, false]);
    assert.deepEqual(['a.yml', 'a.YAML', 'a.json', 'a.jsonc', 'a.toml', 'yaml'].map(languageOf), [
      'yaml',
      'yaml',
      'json',
      'jsonc',
      undefined,
      undefined,
    ]);
  });
});
