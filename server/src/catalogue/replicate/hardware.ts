/** Replicate's hardware by its SKU: USD a second. Source: https://replicate.com/pricing, read 2026-11-23. */
export const hardware = {
  cpu: { name: 'CPU', usd: '0.0001' },
  'gpu-t4': { name: 'Nvidia T4 GPU', usd: '0.000225' },
  'gpu-l40s': { name: 'Nvidia L40S GPU', usd: '0.000975' },
  'gpu-a100-large': { name: 'Nvidia A100 (80GB) GPU', usd: '0.0014' },
  'gpu-h100': { name: 'Nvidia H100 GPU', usd: '0.001525' },
} as const;

export type HardwareId = keyof typeof hardware;
