(globalThis.order ??= []).push('order');
export const first = 1;
