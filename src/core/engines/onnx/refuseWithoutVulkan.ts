/**
 * WebGPU on Linux reaches the GPU through the Vulkan loader. Where that is missing, the library
 * would write its complaint to the terminal; this one says what to do.
 */
export function refuseWithoutVulkan(): void {
  if (process.platform !== 'linux') return;
  try {
    process.dlopen({ exports: {} }, 'libvulkan.so.1');
  } catch (error) {
    // A library that loads, and is no module of Node, "did not self-register".
    const { message } = error as Error;
    if (!/cannot open shared object file/.test(message)) return;
    throw new Error(
      'libvulkan.so.1 is missing, through which WebGPU reaches the GPU. Install the Vulkan loader ' +
        '(Debian: libvulkan1) and the driver of the GPU, or use engine: auto.',
      { cause: error },
    );
  }
}
