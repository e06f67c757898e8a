import type { NativeName } from '../../../protocol/nativeEngines';

/** What a native TensorFlow that is there and does not load lacks, and what to do about it. */
export function explainLoading(name: NativeName, file: string, error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  const [line = ''] = said.split('\n');
  const library = /(lib[\w.+-]+\.so[\w.]*|\w+\.dll): cannot open shared object file/.exec(
    said,
  )?.[1];
  const again = `fitscope doctor --install ${name}`;
  if (library && /cuda|cudnn|cublas|cufft|curand|cusolver|cusparse/.test(library))
    return `${library} is missing: TensorFlow needs CUDA 11 and cuDNN 8. Install them, or use engine: tensorflow or auto.`;
  if (library)
    return `The library ${library} of TensorFlow is missing beside ${file}: its download did not end well. Run ${again}.`;
  if (/tfjs_binding\.node|can not be found at path/.test(said))
    return `The native part of ${file} is missing: its install script did not run, or its download did not end well. Run ${again}.`;
  if (/file too short|invalid ELF header|not a valid Win32|mach-o/i.test(said))
    return `The native part of ${file} is damaged or of another platform (${line}). Run ${again}.`;
  if (/NODE_MODULE_VERSION|was compiled against a different/.test(said))
    return `${file} was built for another Node than ${process.version}. Run ${again}.`;
  return `${file} does not load: ${line}`;
}
