/** Of the panel's tab; windows that come back name it. */
export const viewType = 'fitscope.panel';
