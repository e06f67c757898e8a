/** Of the sweep view's tab; windows that come back name it. */
export const sweepViewType = 'fitscope.sweepPanel';
