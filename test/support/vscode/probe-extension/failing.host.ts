describe('failing', () => {
  it('fails on purpose', () => {
    throw new Error('seen by the harness');
  });

  it('is left for later');
});
