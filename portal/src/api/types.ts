// Written by `npm run api-types` from the gateway's OpenAPI document; not edited by hand.

export type Api = {
  'DELETE /api/admin/announcements/{id}': {
    params: { readonly id: string | number };
    query: undefined;
    body: undefined;
    reply: null;
  };
  'DELETE /api/admin/channels/{id}': {
    params: { readonly id: string | number };
    query: undefined;
    body: undefined;
    reply: { readonly removed: true };
  };
  'DELETE /api/admin/groups/{name}': {
    params: { readonly name: string | number };
    query: undefined;
    body: undefined;
    reply: { readonly removed: true };
  };
  'DELETE /api/admin/models/{name}': {
    params: { readonly name: string | number };
    query: undefined;
    body: undefined;
    reply: { readonly removed: true };
  };
  'DELETE /api/admin/site/logo': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: null;
  };
  'DELETE /api/admin/tokens/{id}': {
    params: { readonly id: string | number };
    query: undefined;
    body: undefined;
    reply: { readonly removed: true };
  };
  'DELETE /api/portal/files/{id}': {
    params: { readonly id: string | number };
    query: undefined;
    body: undefined;
    reply: { readonly removed: true };
  };
  'DELETE /api/portal/keys/{id}': {
    params: { readonly id: string | number };
    query: undefined;
    body: undefined;
    reply: { readonly removed: true };
  };
  'DELETE /api/portal/sessions': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: { readonly ended: number };
  };
  'DELETE /api/portal/sessions/{id}': {
    params: { readonly id: string | number };
    query: undefined;
    body: undefined;
    reply: Record<string, never>;
  };
  'DELETE /api/portal/tasks/{id}': {
    params: { readonly id: string | number };
    query: undefined;
    body: undefined;
    reply: { readonly removed: true };
  };
  'DELETE /api/proxy/delete/{link}': {
    params: { readonly link: string | number };
    query: undefined;
    body: undefined;
    reply: string;
  };
  'DELETE /api/proxy/image/{image}': {
    params: { readonly image: string | number };
    query: undefined;
    body: undefined;
    reply: string;
  };
  'DELETE /api/token/{id}': {
    params: { readonly id: string | number };
    query: undefined;
    body: undefined;
    reply: unknown;
  };
  'DELETE /api/v3/contents/generations/tasks/{id}': {
    params: { readonly id: string | number };
    query: undefined;
    body: undefined;
    reply: string;
  };
  'GET /api/admin/announcements': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: { readonly items: readonly ({ readonly id: number; readonly level: "info" | "warning" | "urgent"; readonly title: { readonly en: string; readonly vi: string }; readonly text: { readonly en: string; readonly vi: string }; readonly from: string; readonly until: string | null; readonly created_at: string })[] };
  };
  'GET /api/admin/audit': {
    params: undefined;
    query: { readonly page?: number | undefined; readonly size?: number | undefined; readonly user?: string | undefined; readonly action?: string | undefined; readonly object?: string | undefined; readonly from?: string | number | undefined; readonly to?: string | number | undefined };
    body: undefined;
    reply: { readonly items: readonly ({ readonly id: number; readonly at: string; readonly actor: { readonly id: number; readonly email: string } | null; readonly action: string; readonly object: string; readonly detail: string })[]; readonly total: number; readonly page: number; readonly size: number };
  };
  'GET /api/admin/channels': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: { readonly items: readonly ({ readonly id: number; readonly name: string; readonly provider: string; readonly base_url: string; readonly keys: readonly ({ readonly id: number; readonly hint: string; readonly status: "enabled" | "disabled"; readonly breaker: { readonly state: "closed" | "open" | "half-open"; readonly faults: number; readonly reason: string | null; readonly since: string | null; readonly until: string | null } | null })[]; readonly models: Readonly<Record<string, string>>; readonly unpriced: readonly (string)[]; readonly groups: readonly (string)[]; readonly priority: number; readonly weight: number; readonly status: "enabled" | "disabled"; readonly options: { readonly headers: Readonly<Record<string, string>>; readonly settings: Readonly<Record<string, string>>; readonly proxy_url: string | null; readonly connect_timeout_ms: number; readonly first_byte_timeout_ms: number; readonly idle_timeout_ms: number; readonly when_client_leaves: "cancel" | "drain"; readonly drain_ms: number; readonly results: "link" | "copy" | "on-demand" }; readonly created_at: string })[] };
  };
  'GET /api/admin/channels/{id}': {
    params: { readonly id: string | number };
    query: undefined;
    body: undefined;
    reply: { readonly id: number; readonly name: string; readonly provider: string; readonly base_url: string; readonly keys: readonly ({ readonly id: number; readonly hint: string; readonly status: "enabled" | "disabled"; readonly breaker: { readonly state: "closed" | "open" | "half-open"; readonly faults: number; readonly reason: string | null; readonly since: string | null; readonly until: string | null } | null })[]; readonly models: Readonly<Record<string, string>>; readonly unpriced: readonly (string)[]; readonly groups: readonly (string)[]; readonly priority: number; readonly weight: number; readonly status: "enabled" | "disabled"; readonly options: { readonly headers: Readonly<Record<string, string>>; readonly settings: Readonly<Record<string, string>>; readonly proxy_url: string | null; readonly connect_timeout_ms: number; readonly first_byte_timeout_ms: number; readonly idle_timeout_ms: number; readonly when_client_leaves: "cancel" | "drain"; readonly drain_ms: number; readonly results: "link" | "copy" | "on-demand" }; readonly created_at: string };
  };
  'GET /api/admin/codes': {
    params: undefined;
    query: { readonly page?: number | undefined; readonly size?: number | undefined };
    body: undefined;
    reply: { readonly items: readonly ({ readonly id: number; readonly name: string; readonly amount_usd: string; readonly uses: number; readonly per_user: number; readonly expires_at: string | null; readonly status: "enabled" | "disabled"; readonly created_at: string; readonly created_by: { readonly id: number; readonly email: string } | null; readonly codes: number; readonly used: number })[]; readonly total: number; readonly page: number; readonly size: number };
  };
  'GET /api/admin/codes/{id}/codes': {
    params: { readonly id: string | number };
    query: { readonly page?: number | undefined; readonly size?: number | undefined };
    body: undefined;
    reply: { readonly items: readonly ({ readonly id: number; readonly batch: number; readonly hint: string; readonly status: "enabled" | "disabled"; readonly used: number; readonly used_by: readonly ({ readonly user: { readonly id: number; readonly email: string }; readonly at: string })[] })[]; readonly total: number; readonly page: number; readonly size: number; readonly batch: { readonly id: number; readonly name: string; readonly amount_usd: string; readonly uses: number; readonly per_user: number; readonly expires_at: string | null; readonly status: "enabled" | "disabled"; readonly created_at: string; readonly created_by: { readonly id: number; readonly email: string } | null; readonly codes: number; readonly used: number } };
  };
  'GET /api/admin/groups': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: { readonly items: readonly ({ readonly name: string; readonly ratio: string; readonly description: string; readonly open: boolean; readonly users: number; readonly tokens: number; readonly channels: number; readonly models: number })[] };
  };
  'GET /api/admin/health': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: { readonly node: string; readonly version: string; readonly started_at: string; readonly breakers: readonly ({ readonly channel: { readonly id: number; readonly name: string }; readonly key: number; readonly state: "closed" | "open" | "half-open"; readonly faults: number; readonly reason: string | null; readonly since: string | null; readonly until: string | null })[]; readonly cells_from: string; readonly channels: readonly ({ readonly id: number; readonly name: string; readonly state: "disabled" | "closed" | "half-open" | "open" | "partly-open"; readonly last_hour: { readonly calls: number; readonly failed: number; readonly success: number | null; readonly first_byte_ms: number | null; readonly cost_usd: string }; readonly cells: readonly ({ readonly calls: number; readonly failed: number; readonly first_byte_ms: number | null; readonly cost_usd: string })[]; readonly day: { readonly calls: number; readonly failed: number; readonly success: number | null; readonly first_byte_ms: number | null; readonly cost_usd: string } })[]; readonly journal: { readonly lag_bytes: number; readonly lag_ms: number }; readonly open_streams: number; readonly open_tasks: number; readonly nodes: readonly ({ readonly name: string; readonly beat_at: string })[]; readonly database_bytes: number; readonly memory_bytes: number };
  };
  'GET /api/admin/ledger/entries': {
    params: undefined;
    query: { readonly page?: number | undefined; readonly size?: number | undefined; readonly account: string };
    body: undefined;
    reply: { readonly items: readonly ({ readonly id: number; readonly account: number; readonly kind: "topup" | "gift" | "hold" | "release" | "charge" | "refund" | "adjust" | "limit"; readonly amount_usd: string; readonly cause: string; readonly at: string; readonly note: string | null })[]; readonly total: number; readonly page: number; readonly size: number };
  };
  'GET /api/admin/ledger/export': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: string;
  };
  'GET /api/admin/ledger/verify': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: { readonly ok: boolean; readonly accounts: number; readonly entries: number; readonly differences: readonly ({ readonly what: string; readonly expected: number; readonly found: number })[] };
  };
  'GET /api/admin/logs': {
    params: undefined;
    query: { readonly page?: number | undefined; readonly size?: number | undefined; readonly user?: string | undefined; readonly token?: string | undefined; readonly model?: string | undefined; readonly channel?: string | undefined; readonly request_id?: string | undefined; readonly mode?: "live" | "test" | undefined; readonly fault?: "true" | "false" | undefined; readonly from?: string | number | undefined; readonly to?: string | number | undefined; readonly totals?: "true" | "false" | undefined };
    body: undefined;
    reply: { readonly items: readonly ({ readonly request_id: string; readonly at: string; readonly mode: "live" | "test"; readonly user: { readonly id: number; readonly email: string } | null; readonly token: { readonly id: number; readonly name: string } | null; readonly group: string; readonly dialect: string; readonly endpoint: string; readonly model: string; readonly upstream_model: string | null; readonly channel: { readonly id: number; readonly name: string } | null; readonly stream: boolean; readonly status: number; readonly fault: string | null; readonly cost_usd: string; readonly usage: Readonly<Record<string, number>>; readonly first_byte_ms: number | null; readonly ms: number })[]; readonly total: number; readonly page: number; readonly size: number; readonly totals?: { readonly calls: number; readonly cost_usd: string; readonly faults: number } | undefined };
  };
  'GET /api/admin/logs/{id}': {
    params: { readonly id: string | number };
    query: undefined;
    body: undefined;
    reply: { readonly request_id: string; readonly at: string; readonly mode: "live" | "test"; readonly user: { readonly id: number; readonly email: string } | null; readonly token: { readonly id: number; readonly name: string } | null; readonly group: string; readonly dialect: string; readonly endpoint: string; readonly model: string; readonly upstream_model: string | null; readonly channel: { readonly id: number; readonly name: string } | null; readonly stream: boolean; readonly status: number; readonly fault: string | null; readonly cost_usd: string; readonly usage: Readonly<Record<string, number>>; readonly first_byte_ms: number | null; readonly ms: number; readonly started_at: string; readonly upstream_id: string | null; readonly ip: string | null; readonly facts: Readonly<Record<string, string | number | boolean>>; readonly price: { readonly version: number | null; readonly source: string; readonly as_of: string; readonly set_at: string | null; readonly lines: readonly ({ readonly meter: "input_tokens" | "cached_input_tokens" | "cache_write_tokens" | "cache_write_1h_tokens" | "input_audio_tokens" | "input_image_tokens" | "cached_audio_tokens" | "cached_image_tokens" | "output_tokens" | "reasoning_tokens" | "output_audio_tokens" | "output_image_tokens" | "characters" | "seconds" | "images" | "megapixels" | "calls" | "searches" | "documents"; readonly units: number; readonly usd: string | null; readonly per: number | null; readonly amount_usd: string })[]; readonly group: string; readonly ratio: string; readonly total_usd: string } | null; readonly hold_usd: string; readonly charged_usd: string; readonly released_usd: string; readonly cache: { readonly share: number; readonly saved_usd: string } | null; readonly agrees: boolean; readonly attempts: readonly ({ readonly channel: { readonly id: number; readonly name: string }; readonly key: number; readonly outcome: string; readonly status: number | null; readonly ms: number })[]; readonly notes: readonly (string)[] };
  };
  'GET /api/admin/models': {
    params: undefined;
    query: { readonly search?: string | undefined; readonly served?: "true" | "false" | undefined };
    body: undefined;
    reply: { readonly items: readonly ({ readonly name: string; readonly owner: string; readonly kinds: readonly ("chat" | "completion" | "embedding" | "speech" | "transcription" | "moderation" | "rerank" | "image" | "video" | "music" | "realtime")[]; readonly context: number | null; readonly max_output: number | null; readonly edited: boolean; readonly channels: readonly ({ readonly id: number; readonly name: string })[]; readonly price: { readonly version: number; readonly model: string; readonly rates: readonly ({ readonly meter: "input_tokens" | "cached_input_tokens" | "cache_write_tokens" | "cache_write_1h_tokens" | "input_audio_tokens" | "input_image_tokens" | "cached_audio_tokens" | "cached_image_tokens" | "output_tokens" | "reasoning_tokens" | "output_audio_tokens" | "output_image_tokens" | "characters" | "seconds" | "images" | "megapixels" | "calls" | "searches" | "documents"; readonly usd: string; readonly per: number; readonly when?: readonly ({ readonly fact: string; readonly is?: readonly (string | number | boolean)[] | undefined; readonly above?: number | undefined; readonly upTo?: number | undefined })[] | undefined })[]; readonly source: string; readonly as_of: string; readonly created_at: string; readonly created_by: number | null } | null; readonly official: { readonly rates: readonly ({ readonly meter: "input_tokens" | "cached_input_tokens" | "cache_write_tokens" | "cache_write_1h_tokens" | "input_audio_tokens" | "input_image_tokens" | "cached_audio_tokens" | "cached_image_tokens" | "output_tokens" | "reasoning_tokens" | "output_audio_tokens" | "output_image_tokens" | "characters" | "seconds" | "images" | "megapixels" | "calls" | "searches" | "documents"; readonly usd: string; readonly per: number; readonly when?: readonly ({ readonly fact: string; readonly is?: readonly (string | number | boolean)[] | undefined; readonly above?: number | undefined; readonly upTo?: number | undefined })[] | undefined })[]; readonly source: string; readonly as_of: string } | null })[] };
  };
  'GET /api/admin/orders': {
    params: undefined;
    query: { readonly page?: number | undefined; readonly size?: number | undefined; readonly state?: "open" | "paid" | "cancelled" | "expired" | undefined; readonly method?: string | undefined; readonly user?: string | undefined; readonly search?: string | undefined };
    body: undefined;
    reply: { readonly items: readonly ({ readonly id: string; readonly code: string; readonly user: { readonly id: number; readonly email: string }; readonly method: string; readonly amount_usd: string; readonly currency: string; readonly pay_amount: string; readonly state: "open" | "paid" | "cancelled" | "expired"; readonly payment_ref: string | null; readonly session_ref: string | null; readonly refunded: string | null; readonly taken_back_usd: string | null; readonly created_at: string; readonly expires_at: string; readonly paid_at: string | null; readonly closed_by: { readonly id: number; readonly email: string } | null; readonly note: string | null })[]; readonly total: number; readonly page: number; readonly size: number };
  };
  'GET /api/admin/price-table': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: { readonly makers: readonly ({ readonly id: string; readonly name: string; readonly logo: string | null })[]; readonly conditions: readonly ({ readonly when: readonly ({ readonly fact: string; readonly is?: readonly (string | number | boolean)[] | undefined; readonly above?: number | undefined; readonly upTo?: number | undefined })[]; readonly text: { readonly en: string; readonly vi: string } })[]; readonly models: readonly ({ readonly name: string; readonly title: string | null; readonly maker: string | null; readonly owner: string; readonly kinds: readonly ("chat" | "completion" | "embedding" | "speech" | "transcription" | "moderation" | "rerank" | "image" | "video" | "music" | "realtime")[]; readonly context: number | null; readonly max_output: number | null; readonly edited: boolean; readonly retired: { readonly on: string; readonly successor: string | null } | null; readonly channels: readonly ({ readonly id: number; readonly name: string; readonly enabled: boolean })[]; readonly price: "own" | "list" | "upstream" | "none"; readonly version: number | null; readonly since: string | null; readonly author: string | null; readonly rates: readonly ({ readonly meter: "input_tokens" | "cached_input_tokens" | "cache_write_tokens" | "cache_write_1h_tokens" | "input_audio_tokens" | "input_image_tokens" | "cached_audio_tokens" | "cached_image_tokens" | "output_tokens" | "reasoning_tokens" | "output_audio_tokens" | "output_image_tokens" | "characters" | "seconds" | "images" | "megapixels" | "calls" | "searches" | "documents"; readonly per: number; readonly ours: string | null; readonly official: string | null; readonly when: number | null })[]; readonly margin: { readonly least: string; readonly most: string } | null; readonly list: { readonly source: string; readonly as_of: string } | null; readonly list_newer: boolean })[] };
  };
  'GET /api/admin/prices': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: { readonly items: readonly ({ readonly version: number; readonly model: string; readonly rates: readonly ({ readonly meter: "input_tokens" | "cached_input_tokens" | "cache_write_tokens" | "cache_write_1h_tokens" | "input_audio_tokens" | "input_image_tokens" | "cached_audio_tokens" | "cached_image_tokens" | "output_tokens" | "reasoning_tokens" | "output_audio_tokens" | "output_image_tokens" | "characters" | "seconds" | "images" | "megapixels" | "calls" | "searches" | "documents"; readonly usd: string; readonly per: number; readonly when?: readonly ({ readonly fact: string; readonly is?: readonly (string | number | boolean)[] | undefined; readonly above?: number | undefined; readonly upTo?: number | undefined })[] | undefined })[]; readonly source: string; readonly as_of: string; readonly created_at: string; readonly created_by: number | null })[] };
  };
  'GET /api/admin/prices/history': {
    params: undefined;
    query: { readonly model: string };
    body: undefined;
    reply: { readonly items: readonly ({ readonly version: number; readonly model: string; readonly rates: readonly ({ readonly meter: "input_tokens" | "cached_input_tokens" | "cache_write_tokens" | "cache_write_1h_tokens" | "input_audio_tokens" | "input_image_tokens" | "cached_audio_tokens" | "cached_image_tokens" | "output_tokens" | "reasoning_tokens" | "output_audio_tokens" | "output_image_tokens" | "characters" | "seconds" | "images" | "megapixels" | "calls" | "searches" | "documents"; readonly usd: string; readonly per: number; readonly when?: readonly ({ readonly fact: string; readonly is?: readonly (string | number | boolean)[] | undefined; readonly above?: number | undefined; readonly upTo?: number | undefined })[] | undefined })[]; readonly source: string; readonly as_of: string; readonly created_at: string; readonly created_by: number | null; readonly author: string | null })[] };
  };
  'GET /api/admin/providers': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: { readonly items: readonly ({ readonly id: string; readonly name: { readonly en: string; readonly vi: string }; readonly base_url: string | null; readonly needs_base_url: boolean; readonly settings: readonly ({ readonly name: string; readonly label: { readonly en: string; readonly vi: string }; readonly help: { readonly en: string; readonly vi: string } | null; readonly required: boolean; readonly secret: boolean })[]; readonly key_help: { readonly en: string; readonly vi: string } | null; readonly kinds: readonly (string)[]; readonly models: readonly ({ readonly id: string; readonly title: string | null; readonly kinds: readonly (string)[]; readonly context: number | null; readonly max_output: number | null; readonly retired_on: string | null; readonly priced: boolean })[]; readonly free_probe: boolean; readonly tests_models: boolean; readonly lists_models: boolean })[] };
  };
  'GET /api/admin/settings': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: { readonly items: readonly ({ readonly name: string; readonly group: "site" | "registration" | "sign-in" | "e-mail" | "payment" | "limits" | "retention"; readonly kind: "text" | "markdown" | "number" | "choice" | "yes-no" | "money" | "secret" | "list"; readonly label: { readonly en: string; readonly vi: string; readonly zh?: string | undefined }; readonly help: { readonly en: string; readonly vi: string; readonly zh?: string | undefined } | null; readonly value: string | number | boolean | readonly (string)[] | null; readonly initial: string | number | boolean | readonly (string)[] | null; readonly is_set: boolean; readonly least: number | null; readonly most: number | string | null; readonly options: readonly ({ readonly value: string; readonly label: { readonly en: string; readonly vi: string; readonly zh?: string | undefined } })[] | null })[] };
  };
  'GET /api/admin/tasks': {
    params: undefined;
    query: { readonly after?: string | undefined; readonly size?: number | undefined; readonly kind?: "image" | "video" | "music" | "other" | undefined; readonly maker?: string | undefined; readonly model?: string | undefined; readonly state?: string | undefined; readonly mode?: "live" | "test" | undefined; readonly dialect?: string | undefined; readonly key?: string | undefined; readonly request_id?: string | undefined; readonly from?: string | number | undefined; readonly to?: string | number | undefined; readonly user?: string | undefined; readonly channel?: string | undefined };
    body: undefined;
    reply: { readonly items: readonly ({ readonly id: string; readonly version: number; readonly mode: "live" | "test"; readonly kind: "image" | "video" | "music" | "other"; readonly action: string; readonly dialect: string; readonly maker: string | null; readonly model: string; readonly prompt: string | null; readonly state: "sending" | "queued" | "running" | "waiting" | "succeeded" | "failed" | "cancelled" | "expired"; readonly progress: number; readonly created_at: string; readonly started_at: string | null; readonly finished_at: string | null; readonly expires_at: string; readonly hold_usd: string; readonly cost_usd: string; readonly released_usd: string; readonly fault: string | null; readonly reason: string | null; readonly outputs: readonly ({ readonly index: number; readonly kind: "video" | "image" | "audio" | "text" | "file"; readonly role: string | null; readonly path: string | null; readonly text: string | null; readonly media_type: string | null; readonly width: number | null; readonly height: number | null; readonly seconds: number | null })[]; readonly request_id: string; readonly parent: string | null; readonly key: { readonly id: number; readonly name: string }; readonly cancellable: boolean; readonly user: { readonly id: number; readonly email: string }; readonly provider: string | null; readonly channel: { readonly id: number; readonly name: string } | null; readonly upstream_model: string | null })[]; readonly next: string | null };
  };
  'GET /api/admin/tasks/facets': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: { readonly kinds: readonly ("image" | "video" | "music" | "other")[]; readonly makers: readonly (string)[]; readonly models: readonly ({ readonly name: string; readonly maker: string | null; readonly count: number })[]; readonly dialects: readonly (string)[] };
  };
  'GET /api/admin/tasks/{id}': {
    params: { readonly id: string | number };
    query: undefined;
    body: undefined;
    reply: { readonly id: string; readonly version: number; readonly mode: "live" | "test"; readonly kind: "image" | "video" | "music" | "other"; readonly action: string; readonly dialect: string; readonly maker: string | null; readonly model: string; readonly prompt: string | null; readonly state: "sending" | "queued" | "running" | "waiting" | "succeeded" | "failed" | "cancelled" | "expired"; readonly progress: number; readonly created_at: string; readonly started_at: string | null; readonly finished_at: string | null; readonly expires_at: string; readonly hold_usd: string; readonly cost_usd: string; readonly released_usd: string; readonly fault: string | null; readonly reason: string | null; readonly outputs: readonly ({ readonly index: number; readonly kind: "video" | "image" | "audio" | "text" | "file"; readonly role: string | null; readonly path: string | null; readonly text: string | null; readonly media_type: string | null; readonly width: number | null; readonly height: number | null; readonly seconds: number | null })[]; readonly request_id: string; readonly parent: string | null; readonly key: { readonly id: number; readonly name: string }; readonly cancellable: boolean; readonly states: readonly ({ readonly state: "sending" | "queued" | "running" | "waiting" | "succeeded" | "failed" | "cancelled" | "expired"; readonly at: string })[]; readonly request: { readonly method: string; readonly path: string; readonly body: Readonly<Record<string, unknown>>; readonly whole: boolean } | null; readonly usage: Readonly<Record<string, number>>; readonly facts: Readonly<Record<string, string | number | boolean>>; readonly group: string; readonly ratio: string; readonly parent_task: { readonly id: string; readonly version: number; readonly mode: "live" | "test"; readonly kind: "image" | "video" | "music" | "other"; readonly action: string; readonly dialect: string; readonly maker: string | null; readonly model: string; readonly prompt: string | null; readonly state: "sending" | "queued" | "running" | "waiting" | "succeeded" | "failed" | "cancelled" | "expired"; readonly progress: number; readonly created_at: string; readonly started_at: string | null; readonly finished_at: string | null; readonly expires_at: string; readonly hold_usd: string; readonly cost_usd: string; readonly released_usd: string; readonly fault: string | null; readonly reason: string | null; readonly outputs: readonly ({ readonly index: number; readonly kind: "video" | "image" | "audio" | "text" | "file"; readonly role: string | null; readonly path: string | null; readonly text: string | null; readonly media_type: string | null; readonly width: number | null; readonly height: number | null; readonly seconds: number | null })[]; readonly request_id: string; readonly parent: string | null; readonly key: { readonly id: number; readonly name: string }; readonly cancellable: boolean } | null; readonly children: readonly ({ readonly id: string; readonly version: number; readonly mode: "live" | "test"; readonly kind: "image" | "video" | "music" | "other"; readonly action: string; readonly dialect: string; readonly maker: string | null; readonly model: string; readonly prompt: string | null; readonly state: "sending" | "queued" | "running" | "waiting" | "succeeded" | "failed" | "cancelled" | "expired"; readonly progress: number; readonly created_at: string; readonly started_at: string | null; readonly finished_at: string | null; readonly expires_at: string; readonly hold_usd: string; readonly cost_usd: string; readonly released_usd: string; readonly fault: string | null; readonly reason: string | null; readonly outputs: readonly ({ readonly index: number; readonly kind: "video" | "image" | "audio" | "text" | "file"; readonly role: string | null; readonly path: string | null; readonly text: string | null; readonly media_type: string | null; readonly width: number | null; readonly height: number | null; readonly seconds: number | null })[]; readonly request_id: string; readonly parent: string | null; readonly key: { readonly id: number; readonly name: string }; readonly cancellable: boolean })[]; readonly user: { readonly id: number; readonly email: string }; readonly provider: string | null; readonly channel: { readonly id: number; readonly name: string } | null; readonly upstream_model: string | null; readonly upstream_id: string | null; readonly give_up_at: string; readonly attempts: readonly ({ readonly channel: { readonly id: number; readonly name: string }; readonly outcome: string; readonly status: number | null; readonly ms: number })[]; readonly notes: readonly (string)[] };
  };
  'GET /api/admin/tokens': {
    params: undefined;
    query: { readonly page?: number | undefined; readonly size?: number | undefined; readonly user?: string | undefined; readonly name?: string | undefined };
    body: undefined;
    reply: { readonly items: readonly ({ readonly id: number; readonly user: { readonly id: number; readonly email: string }; readonly name: string; readonly key_hint: string; readonly mode: "live" | "test"; readonly status: "enabled" | "disabled" | "expired" | "used_up"; readonly group: string | null; readonly models: readonly (string)[] | null; readonly allow_ips: readonly (string)[]; readonly expires_at: string | null; readonly left_usd: string | null; readonly spent_usd: string; readonly calls: number; readonly created_at: string; readonly last_used_at: string | null })[]; readonly total: number; readonly page: number; readonly size: number };
  };
  'GET /api/admin/transfers': {
    params: undefined;
    query: { readonly page?: number | undefined; readonly size?: number | undefined; readonly open?: "true" | "false" | undefined };
    body: undefined;
    reply: { readonly items: readonly ({ readonly id: number; readonly ref: string; readonly at: string; readonly amount: string; readonly currency: string; readonly content: string; readonly order: string | null; readonly outcome: "credited" | "no-order" | "amount-differs" | "late" | "repeated" | "settled" })[]; readonly total: number; readonly page: number; readonly size: number };
  };
  'GET /api/admin/users': {
    params: undefined;
    query: { readonly page?: number | undefined; readonly size?: number | undefined; readonly search?: string | undefined; readonly email?: string | undefined };
    body: undefined;
    reply: { readonly items: readonly ({ readonly id: number; readonly email: string; readonly name: string; readonly role: "user" | "admin" | "root"; readonly status: "enabled" | "disabled"; readonly group: string; readonly limited: boolean; readonly balance_usd: string; readonly spent_usd: string; readonly calls: number; readonly test_balance_usd: string; readonly test_spent_usd: string; readonly test_calls: number; readonly created_at: string })[]; readonly total: number; readonly page: number; readonly size: number };
  };
  'GET /api/admin/users/{id}': {
    params: { readonly id: string | number };
    query: undefined;
    body: undefined;
    reply: { readonly id: number; readonly email: string; readonly name: string; readonly role: "user" | "admin" | "root"; readonly status: "enabled" | "disabled"; readonly group: string; readonly limited: boolean; readonly balance_usd: string; readonly spent_usd: string; readonly calls: number; readonly test_balance_usd: string; readonly test_spent_usd: string; readonly test_calls: number; readonly created_at: string };
  };
  'GET /api/log/self': {
    params: undefined;
    query: { readonly p?: string | undefined; readonly page_size?: string | undefined; readonly ps?: string | undefined; readonly size?: string | undefined; readonly type?: number | undefined; readonly token_name?: string | undefined; readonly model_name?: string | undefined; readonly start_timestamp?: number | undefined; readonly end_timestamp?: number | undefined; readonly group?: string | undefined; readonly request_id?: string | undefined };
    body: undefined;
    reply: { readonly page: number; readonly page_size: number; readonly total: number; readonly items: readonly ({ readonly id: number; readonly user_id: number; readonly created_at: number; readonly type: number; readonly content: string; readonly username: string; readonly token_name: string; readonly model_name: string; readonly quota: number; readonly prompt_tokens: number; readonly completion_tokens: number; readonly use_time: number; readonly is_stream: boolean; readonly channel: 0; readonly token_id: number; readonly group: string; readonly ip: string; readonly request_id: string; readonly other: string })[] };
  };
  'GET /api/log/token': {
    params: undefined;
    query: { readonly p?: string | undefined; readonly page_size?: string | undefined; readonly ps?: string | undefined; readonly size?: string | undefined; readonly key?: string | undefined };
    body: undefined;
    reply: readonly ({ readonly id: number; readonly user_id: number; readonly created_at: number; readonly type: number; readonly content: string; readonly username: string; readonly token_name: string; readonly model_name: string; readonly quota: number; readonly prompt_tokens: number; readonly completion_tokens: number; readonly use_time: number; readonly is_stream: boolean; readonly channel: 0; readonly token_id: number; readonly group: string; readonly ip: string; readonly request_id: string; readonly other: string })[];
  };
  'GET /api/models': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: Readonly<Record<string, readonly (string)[]>>;
  };
  'GET /api/portal/clients': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: { readonly clients: readonly ({ readonly id: string; readonly name: string; readonly kind: "terminal" | "application" | "library"; readonly page: string; readonly version: string | null; readonly model: string; readonly steps: readonly ({ readonly title: { readonly en: string; readonly vi: string }; readonly text?: { readonly en: string; readonly vi: string } | undefined; readonly blocks: readonly ({ readonly language: string; readonly path?: string | undefined; readonly system?: "unix" | "windows" | undefined; readonly code: string })[]; readonly settings: readonly ({ readonly name: { readonly en: string; readonly vi: string }; readonly value: { readonly en: string; readonly vi: string } })[] })[] })[] };
  };
  'GET /api/portal/files': {
    params: undefined;
    query: { readonly after?: string | undefined; readonly size?: number | undefined; readonly linked?: "true" | "false" | undefined };
    body: undefined;
    reply: { readonly items: readonly ({ readonly id: string; readonly name: string; readonly media_type: string; readonly size: number; readonly purpose: string; readonly created_at: string; readonly expires_at: string; readonly link: string | null; readonly delete_link: string | null })[]; readonly next: string | null };
  };
  'GET /api/portal/files/room': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: { readonly used: number; readonly limit: number; readonly largest: number; readonly types: readonly (string)[]; readonly kept_days: number };
  };
  'GET /api/portal/keys': {
    params: undefined;
    query: { readonly page?: number | undefined; readonly size?: number | undefined; readonly search?: string | undefined; readonly mode?: "live" | "test" | undefined };
    body: undefined;
    reply: { readonly items: readonly ({ readonly id: number; readonly name: string; readonly hint: string; readonly mode: "live" | "test"; readonly purpose: string | null; readonly status: "enabled" | "disabled" | "expired" | "used_up"; readonly group: string | null; readonly models: readonly (string)[] | null; readonly allow_ips: readonly (string)[]; readonly expires_at: string | null; readonly limit_usd: string | null; readonly left_usd: string | null; readonly spent_usd: string; readonly calls: number; readonly created_at: string; readonly last_used_at: string | null })[]; readonly total: number; readonly page: number; readonly size: number };
  };
  'GET /api/portal/keys/choices': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: { readonly keys: number; readonly most: number; readonly own_group: string; readonly groups: readonly ({ readonly name: string; readonly description: string; readonly ratio: string; readonly models: readonly (string)[] })[]; readonly test_models: readonly (string)[]; readonly chat_models: readonly (string)[] };
  };
  'GET /api/portal/keys/{id}': {
    params: { readonly id: string | number };
    query: undefined;
    body: undefined;
    reply: { readonly id: number; readonly name: string; readonly hint: string; readonly mode: "live" | "test"; readonly purpose: string | null; readonly status: "enabled" | "disabled" | "expired" | "used_up"; readonly group: string | null; readonly models: readonly (string)[] | null; readonly allow_ips: readonly (string)[]; readonly expires_at: string | null; readonly limit_usd: string | null; readonly left_usd: string | null; readonly spent_usd: string; readonly calls: number; readonly created_at: string; readonly last_used_at: string | null };
  };
  'GET /api/portal/logs': {
    params: undefined;
    query: { readonly scope?: "mine" | "all" | undefined; readonly period?: "1h" | "24h" | "7d" | "30d" | "90d" | undefined; readonly from?: string | number | undefined; readonly to?: string | number | undefined; readonly mode?: "live" | "test" | undefined; readonly model?: string | undefined; readonly key?: string | undefined; readonly outcome?: string | undefined; readonly dialect?: string | undefined; readonly min_cost?: string | number | undefined; readonly id?: string | undefined; readonly user?: string | undefined; readonly channel?: string | undefined; readonly group?: string | undefined; readonly limit?: number | undefined; readonly before?: string | undefined; readonly after?: string | undefined };
    body: undefined;
    reply: { readonly items: readonly ({ readonly request_id: string; readonly at: string; readonly mode: "live" | "test"; readonly model: string; readonly key: { readonly id: number; readonly name: string } | null; readonly dialect: string; readonly endpoint: string; readonly stream: boolean; readonly status: number; readonly fault: string | null; readonly failure: boolean; readonly input_tokens: number; readonly output_tokens: number; readonly cached_tokens: number; readonly first_byte_ms: number | null; readonly ms: number; readonly cost_usd: string; readonly task: { readonly id: string; readonly state: "sending" | "queued" | "running" | "waiting" | "succeeded" | "failed" | "cancelled" | "expired" | null } | null; readonly operator: { readonly user: { readonly id: number; readonly email: string } | null; readonly channel: { readonly id: number; readonly name: string } | null; readonly group: string; readonly upstream_model: string | null } | null })[]; readonly next: string | null; readonly newest: string; readonly from: string };
  };
  'GET /api/portal/logs.csv': {
    params: undefined;
    query: { readonly scope?: "mine" | "all" | undefined; readonly period?: "1h" | "24h" | "7d" | "30d" | "90d" | undefined; readonly from?: string | number | undefined; readonly to?: string | number | undefined; readonly mode?: "live" | "test" | undefined; readonly model?: string | undefined; readonly key?: string | undefined; readonly outcome?: string | undefined; readonly dialect?: string | undefined; readonly min_cost?: string | number | undefined; readonly id?: string | undefined; readonly user?: string | undefined; readonly channel?: string | undefined; readonly group?: string | undefined };
    body: undefined;
    reply: string;
  };
  'GET /api/portal/logs/{id}': {
    params: { readonly id: string | number };
    query: { readonly scope?: "mine" | "all" | undefined };
    body: undefined;
    reply: { readonly request_id: string; readonly at: string; readonly mode: "live" | "test"; readonly model: string; readonly key: { readonly id: number; readonly name: string } | null; readonly dialect: string; readonly endpoint: string; readonly stream: boolean; readonly status: number; readonly fault: string | null; readonly failure: boolean; readonly input_tokens: number; readonly output_tokens: number; readonly cached_tokens: number; readonly first_byte_ms: number | null; readonly ms: number; readonly cost_usd: string; readonly task: { readonly id: string; readonly state: "sending" | "queued" | "running" | "waiting" | "succeeded" | "failed" | "cancelled" | "expired" | null } | null; readonly operator: { readonly user: { readonly id: number; readonly email: string } | null; readonly channel: { readonly id: number; readonly name: string } | null; readonly group: string; readonly upstream_model: string | null } | null; readonly started_at: string; readonly group: string; readonly ip: string | null; readonly facts: Readonly<Record<string, string | number | boolean>>; readonly usage: Readonly<Record<string, number>>; readonly price: { readonly version: number | null; readonly source: string; readonly as_of: string; readonly set_at: string | null; readonly lines: readonly ({ readonly meter: "input_tokens" | "cached_input_tokens" | "cache_write_tokens" | "cache_write_1h_tokens" | "input_audio_tokens" | "input_image_tokens" | "cached_audio_tokens" | "cached_image_tokens" | "output_tokens" | "reasoning_tokens" | "output_audio_tokens" | "output_image_tokens" | "characters" | "seconds" | "images" | "megapixels" | "calls" | "searches" | "documents"; readonly units: number; readonly usd: string | null; readonly per: number | null; readonly amount_usd: string })[]; readonly group: string; readonly ratio: string; readonly total_usd: string } | null; readonly hold_usd: string; readonly charged_usd: string; readonly released_usd: string; readonly held_usd: string; readonly cache: { readonly share: number; readonly saved_usd: string } | null; readonly agrees: boolean; readonly timeline: readonly ({ readonly part: "attempt" | "first_byte" | "answer" | "whole" | "queued" | "running"; readonly channel: number | null; readonly ms: number })[]; readonly attempts: readonly ({ readonly channel: number; readonly outcome: string; readonly status: number | null; readonly ms: number; readonly operator: { readonly channel: { readonly id: number; readonly name: string }; readonly key: number | null } | null })[]; readonly notes: readonly ({ readonly code: string; readonly text: string })[]; readonly upstream_id: string | null };
  };
  'GET /api/portal/models': {
    params: undefined;
    query: { readonly group?: string | undefined };
    body: undefined;
    reply: { readonly group: string; readonly groups: readonly ({ readonly name: string; readonly ratio: string; readonly description: string; readonly models: number })[]; readonly makers: readonly ({ readonly id: string; readonly name: string; readonly logo: string | null })[]; readonly dialects: readonly ({ readonly id: string; readonly title: { readonly en: string; readonly vi: string } })[]; readonly conditions: readonly ({ readonly when: readonly ({ readonly fact: string; readonly is?: readonly (string | number | boolean)[] | undefined; readonly above?: number | undefined; readonly upTo?: number | undefined })[]; readonly text: { readonly en: string; readonly vi: string } })[]; readonly models: readonly ({ readonly name: string; readonly title: string | null; readonly maker: string | null; readonly kinds: readonly ("chat" | "completion" | "embedding" | "speech" | "transcription" | "moderation" | "rerank" | "image" | "video" | "music" | "realtime")[]; readonly takes: readonly ("text" | "image" | "audio" | "video" | "vector" | "score")[]; readonly gives: readonly ("text" | "image" | "audio" | "video" | "vector" | "score")[]; readonly native: readonly (string)[]; readonly converted: readonly (string)[]; readonly abilities: readonly ("vision" | "audio-input" | "audio-output" | "image-output" | "prompt-cache" | "web-search" | "thinking" | "long-context" | "service-tiers")[]; readonly context: number | null; readonly max_output: number | null; readonly retired: { readonly on: string; readonly successor: string | null } | null; readonly available: { readonly live: boolean; readonly test: boolean }; readonly groups: readonly (string)[]; readonly price: { readonly rates: readonly ({ readonly meter: "input_tokens" | "cached_input_tokens" | "cache_write_tokens" | "cache_write_1h_tokens" | "input_audio_tokens" | "input_image_tokens" | "cached_audio_tokens" | "cached_image_tokens" | "output_tokens" | "reasoning_tokens" | "output_audio_tokens" | "output_image_tokens" | "characters" | "seconds" | "images" | "megapixels" | "calls" | "searches" | "documents"; readonly per: number; readonly ours: string | null; readonly official: string | null; readonly when: number | null })[]; readonly since: string | null; readonly source: string | null; readonly as_of: string | null } | null })[] };
  };
  'GET /api/portal/models/{name}': {
    params: { readonly name: string | number };
    query: { readonly group?: string | undefined };
    body: undefined;
    reply: { readonly group: string; readonly groups: readonly ({ readonly name: string; readonly ratio: string; readonly description: string; readonly live: boolean })[]; readonly maker: { readonly id: string; readonly name: string; readonly logo: string | null } | null; readonly model: { readonly name: string; readonly title: string | null; readonly maker: string | null; readonly kinds: readonly ("chat" | "completion" | "embedding" | "speech" | "transcription" | "moderation" | "rerank" | "image" | "video" | "music" | "realtime")[]; readonly takes: readonly ("text" | "image" | "audio" | "video" | "vector" | "score")[]; readonly gives: readonly ("text" | "image" | "audio" | "video" | "vector" | "score")[]; readonly native: readonly (string)[]; readonly converted: readonly (string)[]; readonly abilities: readonly ("vision" | "audio-input" | "audio-output" | "image-output" | "prompt-cache" | "web-search" | "thinking" | "long-context" | "service-tiers")[]; readonly context: number | null; readonly max_output: number | null; readonly retired: { readonly on: string; readonly successor: string | null } | null; readonly available: { readonly live: boolean; readonly test: boolean }; readonly groups: readonly (string)[]; readonly price: { readonly rates: readonly ({ readonly meter: "input_tokens" | "cached_input_tokens" | "cache_write_tokens" | "cache_write_1h_tokens" | "input_audio_tokens" | "input_image_tokens" | "cached_audio_tokens" | "cached_image_tokens" | "output_tokens" | "reasoning_tokens" | "output_audio_tokens" | "output_image_tokens" | "characters" | "seconds" | "images" | "megapixels" | "calls" | "searches" | "documents"; readonly per: number; readonly ours: string | null; readonly official: string | null; readonly when: number | null })[]; readonly since: string | null; readonly source: string | null; readonly as_of: string | null } | null }; readonly conditions: readonly ({ readonly when: readonly ({ readonly fact: string; readonly is?: readonly (string | number | boolean)[] | undefined; readonly above?: number | undefined; readonly upTo?: number | undefined })[]; readonly text: { readonly en: string; readonly vi: string } })[]; readonly endpoints: readonly ({ readonly dialect: string; readonly title: { readonly en: string; readonly vi: string }; readonly method: string; readonly path: string; readonly summary: { readonly en: string; readonly vi: string }; readonly converted: boolean })[]; readonly history: readonly ({ readonly since: string; readonly rates: readonly ({ readonly meter: "input_tokens" | "cached_input_tokens" | "cache_write_tokens" | "cache_write_1h_tokens" | "input_audio_tokens" | "input_image_tokens" | "cached_audio_tokens" | "cached_image_tokens" | "output_tokens" | "reasoning_tokens" | "output_audio_tokens" | "output_image_tokens" | "characters" | "seconds" | "images" | "megapixels" | "calls" | "searches" | "documents"; readonly per: number; readonly ours: string | null; readonly when: number | null })[] })[] };
  };
  'GET /api/portal/models/{name}/samples': {
    params: { readonly name: string | number };
    query: { readonly dialect: string; readonly method: string; readonly path: string };
    body: undefined;
    reply: { readonly pages: readonly ({ readonly id: string; readonly title: { readonly en: string; readonly vi: string } })[]; readonly languages: readonly ({ readonly id: string; readonly title: string; readonly code: string })[] };
  };
  'GET /api/portal/orders': {
    params: undefined;
    query: { readonly page?: number | undefined; readonly size?: number | undefined; readonly state?: "open" | "paid" | "cancelled" | "expired" | undefined };
    body: undefined;
    reply: { readonly items: readonly ({ readonly id: string; readonly code: string; readonly method: string; readonly amount_usd: string; readonly currency: string; readonly pay_amount: string; readonly state: "open" | "paid" | "cancelled" | "expired"; readonly pay_url: string | null; readonly bank: { readonly bin: string; readonly name: string; readonly account: string; readonly holder: string; readonly content: string; readonly qr: string } | null; readonly refunded: string | null; readonly created_at: string; readonly expires_at: string; readonly paid_at: string | null })[]; readonly total: number; readonly page: number; readonly size: number };
  };
  'GET /api/portal/orders/{id}': {
    params: { readonly id: string | number };
    query: undefined;
    body: undefined;
    reply: { readonly id: string; readonly code: string; readonly method: string; readonly amount_usd: string; readonly currency: string; readonly pay_amount: string; readonly state: "open" | "paid" | "cancelled" | "expired"; readonly pay_url: string | null; readonly bank: { readonly bin: string; readonly name: string; readonly account: string; readonly holder: string; readonly content: string; readonly qr: string } | null; readonly refunded: string | null; readonly created_at: string; readonly expires_at: string; readonly paid_at: string | null };
  };
  'GET /api/portal/session': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: { readonly user: { readonly id: number; readonly email: string; readonly name: string; readonly role: "user" | "admin" | "root"; readonly group: string; readonly email_verified: boolean; readonly two_factor: boolean; readonly has_password: boolean; readonly limited: boolean; readonly balance_usd: string; readonly held_usd: string; readonly test_balance_usd: string; readonly created_at: string; readonly access_token_set: boolean; readonly impersonated_by: { readonly id: number; readonly email: string } | null } | null };
  };
  'GET /api/portal/sessions': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: { readonly items: readonly ({ readonly id: number; readonly current: boolean; readonly created_at: string; readonly last_seen_at: string; readonly expires_at: string; readonly address: string | null; readonly agent: string | null })[] };
  };
  'GET /api/portal/site': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: { readonly name: string; readonly logo_url: string | null; readonly tagline: { readonly en: string; readonly vi: string } | null; readonly contact: { readonly email: string | null; readonly phone: string | null; readonly link: string | null; readonly address: string | null }; readonly terms_link: string | null; readonly privacy_link: string | null; readonly version: string; readonly public_url: string; readonly registration: "open" | "invite" | "closed"; readonly email_verification: boolean; readonly sign_in: readonly ("password" | "passkey" | "github" | "google" | "oidc")[]; readonly oidc_name: string | null; readonly email_enabled: boolean; readonly top_up: readonly ("stripe" | "bank")[]; readonly top_up_least_usd: string; readonly top_up_most_usd: string; readonly top_up_amounts_usd: readonly (string)[]; readonly vnd_per_usd: number; readonly guest_try: boolean; readonly default_language: "vi" | "en"; readonly announcements: readonly ({ readonly id: number; readonly level: "info" | "warning" | "urgent"; readonly title: { readonly en: string; readonly vi: string }; readonly text: { readonly en: string; readonly vi: string }; readonly from: string; readonly until: string | null })[] };
  };
  'GET /api/portal/site/logo': {
    params: undefined;
    query: { readonly v?: string | undefined };
    body: undefined;
    reply: string;
  };
  'GET /api/portal/status': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: { readonly at: string; readonly state: "working" | "degraded" | "down" | "quiet"; readonly days_from: string; readonly models: readonly ({ readonly model: string; readonly owner: string; readonly kinds: readonly (string)[]; readonly state: "working" | "degraded" | "down" | "quiet"; readonly success: number | null; readonly first_byte_ms: number | null; readonly calls: "few" | "some" | "many" | null; readonly days: readonly ({ readonly day: number; readonly success: number; readonly calls: "few" | "some" | "many" })[] })[]; readonly incidents: readonly ({ readonly model: string; readonly from: string; readonly to: string | null; readonly success: number })[] };
  };
  'GET /api/portal/tasks': {
    params: undefined;
    query: { readonly after?: string | undefined; readonly size?: number | undefined; readonly kind?: "image" | "video" | "music" | "other" | undefined; readonly maker?: string | undefined; readonly model?: string | undefined; readonly state?: string | undefined; readonly mode?: "live" | "test" | undefined; readonly dialect?: string | undefined; readonly key?: string | undefined; readonly request_id?: string | undefined; readonly from?: string | number | undefined; readonly to?: string | number | undefined };
    body: undefined;
    reply: { readonly items: readonly ({ readonly id: string; readonly version: number; readonly mode: "live" | "test"; readonly kind: "image" | "video" | "music" | "other"; readonly action: string; readonly dialect: string; readonly maker: string | null; readonly model: string; readonly prompt: string | null; readonly state: "sending" | "queued" | "running" | "waiting" | "succeeded" | "failed" | "cancelled" | "expired"; readonly progress: number; readonly created_at: string; readonly started_at: string | null; readonly finished_at: string | null; readonly expires_at: string; readonly hold_usd: string; readonly cost_usd: string; readonly released_usd: string; readonly fault: string | null; readonly reason: string | null; readonly outputs: readonly ({ readonly index: number; readonly kind: "video" | "image" | "audio" | "text" | "file"; readonly role: string | null; readonly path: string | null; readonly text: string | null; readonly media_type: string | null; readonly width: number | null; readonly height: number | null; readonly seconds: number | null })[]; readonly request_id: string; readonly parent: string | null; readonly key: { readonly id: number; readonly name: string }; readonly cancellable: boolean })[]; readonly next: string | null };
  };
  'GET /api/portal/tasks/events': {
    params: undefined;
    query: { readonly since?: string | number | undefined; readonly wait?: number | undefined };
    body: undefined;
    reply: string;
  };
  'GET /api/portal/tasks/facets': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: { readonly kinds: readonly ("image" | "video" | "music" | "other")[]; readonly makers: readonly (string)[]; readonly models: readonly ({ readonly name: string; readonly maker: string | null; readonly count: number })[]; readonly dialects: readonly (string)[] };
  };
  'GET /api/portal/tasks/{id}': {
    params: { readonly id: string | number };
    query: undefined;
    body: undefined;
    reply: { readonly id: string; readonly version: number; readonly mode: "live" | "test"; readonly kind: "image" | "video" | "music" | "other"; readonly action: string; readonly dialect: string; readonly maker: string | null; readonly model: string; readonly prompt: string | null; readonly state: "sending" | "queued" | "running" | "waiting" | "succeeded" | "failed" | "cancelled" | "expired"; readonly progress: number; readonly created_at: string; readonly started_at: string | null; readonly finished_at: string | null; readonly expires_at: string; readonly hold_usd: string; readonly cost_usd: string; readonly released_usd: string; readonly fault: string | null; readonly reason: string | null; readonly outputs: readonly ({ readonly index: number; readonly kind: "video" | "image" | "audio" | "text" | "file"; readonly role: string | null; readonly path: string | null; readonly text: string | null; readonly media_type: string | null; readonly width: number | null; readonly height: number | null; readonly seconds: number | null })[]; readonly request_id: string; readonly parent: string | null; readonly key: { readonly id: number; readonly name: string }; readonly cancellable: boolean; readonly states: readonly ({ readonly state: "sending" | "queued" | "running" | "waiting" | "succeeded" | "failed" | "cancelled" | "expired"; readonly at: string })[]; readonly request: { readonly method: string; readonly path: string; readonly body: Readonly<Record<string, unknown>>; readonly whole: boolean } | null; readonly usage: Readonly<Record<string, number>>; readonly facts: Readonly<Record<string, string | number | boolean>>; readonly group: string; readonly ratio: string; readonly parent_task: { readonly id: string; readonly version: number; readonly mode: "live" | "test"; readonly kind: "image" | "video" | "music" | "other"; readonly action: string; readonly dialect: string; readonly maker: string | null; readonly model: string; readonly prompt: string | null; readonly state: "sending" | "queued" | "running" | "waiting" | "succeeded" | "failed" | "cancelled" | "expired"; readonly progress: number; readonly created_at: string; readonly started_at: string | null; readonly finished_at: string | null; readonly expires_at: string; readonly hold_usd: string; readonly cost_usd: string; readonly released_usd: string; readonly fault: string | null; readonly reason: string | null; readonly outputs: readonly ({ readonly index: number; readonly kind: "video" | "image" | "audio" | "text" | "file"; readonly role: string | null; readonly path: string | null; readonly text: string | null; readonly media_type: string | null; readonly width: number | null; readonly height: number | null; readonly seconds: number | null })[]; readonly request_id: string; readonly parent: string | null; readonly key: { readonly id: number; readonly name: string }; readonly cancellable: boolean } | null; readonly children: readonly ({ readonly id: string; readonly version: number; readonly mode: "live" | "test"; readonly kind: "image" | "video" | "music" | "other"; readonly action: string; readonly dialect: string; readonly maker: string | null; readonly model: string; readonly prompt: string | null; readonly state: "sending" | "queued" | "running" | "waiting" | "succeeded" | "failed" | "cancelled" | "expired"; readonly progress: number; readonly created_at: string; readonly started_at: string | null; readonly finished_at: string | null; readonly expires_at: string; readonly hold_usd: string; readonly cost_usd: string; readonly released_usd: string; readonly fault: string | null; readonly reason: string | null; readonly outputs: readonly ({ readonly index: number; readonly kind: "video" | "image" | "audio" | "text" | "file"; readonly role: string | null; readonly path: string | null; readonly text: string | null; readonly media_type: string | null; readonly width: number | null; readonly height: number | null; readonly seconds: number | null })[]; readonly request_id: string; readonly parent: string | null; readonly key: { readonly id: number; readonly name: string }; readonly cancellable: boolean })[] };
  };
  'GET /api/portal/usage': {
    params: undefined;
    query: { readonly scope?: "mine" | "all" | undefined; readonly period?: "1h" | "24h" | "7d" | "30d" | "90d" | undefined; readonly from?: string | number | undefined; readonly to?: string | number | undefined; readonly mode?: "live" | "test" | undefined; readonly by?: "model" | "key" | "channel" | "user" | undefined; readonly bucket?: "hour" | "day" | undefined; readonly offset?: number | undefined; readonly model?: string | undefined; readonly key?: string | undefined; readonly series?: number | undefined };
    body: undefined;
    reply: { readonly from: string; readonly to: string; readonly bucket: "hour" | "day"; readonly offset_minutes: number; readonly mode: "live" | "test"; readonly scope: "mine" | "all"; readonly by: "model" | "key" | "channel" | "user"; readonly quantile_error: number; readonly totals: { readonly calls: number; readonly faults: number; readonly failures: number; readonly cost_usd: string; readonly input_tokens: number; readonly output_tokens: number; readonly cached_tokens: number; readonly first_byte_ms: { readonly p50: number; readonly p95: number } | null; readonly ms: { readonly p50: number; readonly p95: number } | null }; readonly before: { readonly calls: number; readonly faults: number; readonly failures: number; readonly cost_usd: string; readonly input_tokens: number; readonly output_tokens: number; readonly cached_tokens: number; readonly first_byte_ms: { readonly p50: number; readonly p95: number } | null; readonly ms: { readonly p50: number; readonly p95: number } | null }; readonly by_fault: readonly ({ readonly fault: string; readonly failure: boolean; readonly calls: number })[]; readonly points: readonly ({ readonly calls: number; readonly faults: number; readonly failures: number; readonly cost_usd: string; readonly input_tokens: number; readonly output_tokens: number; readonly cached_tokens: number; readonly first_byte_ms: { readonly p50: number; readonly p95: number } | null; readonly ms: { readonly p50: number; readonly p95: number } | null; readonly at: string; readonly by_fault: Readonly<Record<string, number>> })[]; readonly series: readonly ({ readonly calls: number; readonly faults: number; readonly failures: number; readonly cost_usd: string; readonly input_tokens: number; readonly output_tokens: number; readonly cached_tokens: number; readonly first_byte_ms: { readonly p50: number; readonly p95: number } | null; readonly ms: { readonly p50: number; readonly p95: number } | null; readonly part: string | null; readonly name: string; readonly points: readonly ({ readonly at: string; readonly calls: number; readonly faults: number; readonly cost_usd: string })[] })[]; readonly balance: { readonly usd: string; readonly limited: boolean; readonly per_day_usd: string; readonly days_left: number | null } | null };
  };
  'GET /api/portal/wallet': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: { readonly live: { readonly balance_usd: string; readonly spent_usd: string; readonly held_usd: string; readonly open_tasks: number; readonly limited: boolean }; readonly test: { readonly balance_usd: string; readonly spent_usd: string; readonly held_usd: string; readonly open_tasks: number; readonly limited: boolean }; readonly pace_usd: string; readonly days_left: number | null };
  };
  'GET /api/portal/wallet/entries': {
    params: undefined;
    query: { readonly mode?: "live" | "test" | undefined; readonly filter?: "all" | "in" | "calls" | undefined; readonly from?: string | number | undefined; readonly before?: string | number | undefined; readonly offset_minutes?: number | undefined };
    body: undefined;
    reply: { readonly items: readonly ({ readonly at: string; readonly kind: "topup" | "gift" | "refund" | "adjust" | "limit" | "calls" | "holds"; readonly amount_usd: string; readonly entries: number; readonly source: "code" | "order" | "order-refund" | "invitation" | "gift" | "operator" | "refund" | "limit" | "calls" | "holds"; readonly ref: string | null; readonly note: string | null })[]; readonly next: string | null };
  };
  'GET /api/portal/wallet/entries.csv': {
    params: undefined;
    query: { readonly mode?: "live" | "test" | undefined; readonly from?: string | number | undefined; readonly to?: string | number | undefined };
    body: undefined;
    reply: string;
  };
  'GET /api/portal/wallet/invitations': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: { readonly code: string | null; readonly invited: number; readonly earned_usd: string; readonly reward_usd: string; readonly welcome_usd: string };
  };
  'GET /api/pricing': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: { readonly success: true; readonly data: readonly ({ readonly model_name: string; readonly description: string; readonly icon: string; readonly tags: string; readonly vendor_id: number; readonly quota_type: number; readonly model_ratio: number; readonly model_price: number; readonly owner_by: string; readonly completion_ratio: number; readonly cache_ratio?: number | undefined; readonly create_cache_ratio?: number | undefined; readonly enable_groups: readonly (string)[]; readonly supported_endpoint_types: readonly (string)[] })[]; readonly vendors: readonly ({ readonly id: number; readonly name: string; readonly icon: string })[]; readonly group_ratio: Readonly<Record<string, number>>; readonly usable_group: Readonly<Record<string, string>>; readonly supported_endpoint: Readonly<Record<string, { readonly path: string; readonly method: string }>>; readonly auto_groups: readonly (string)[]; readonly pricing_version: string };
  };
  'GET /api/proxy/delete/{link}': {
    params: { readonly link: string | number };
    query: undefined;
    body: undefined;
    reply: string;
  };
  'GET /api/proxy/image/{image}': {
    params: { readonly image: string | number };
    query: undefined;
    body: undefined;
    reply: string;
  };
  'GET /api/status': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: { readonly version: string; readonly start_time: number; readonly system_name: string; readonly docs_link: string; readonly quota_per_unit: number; readonly display_in_currency: boolean; readonly quota_display_type: string; readonly setup: boolean };
  };
  'GET /api/token': {
    params: undefined;
    query: { readonly p?: string | undefined; readonly page_size?: string | undefined; readonly ps?: string | undefined; readonly size?: string | undefined };
    body: undefined;
    reply: { readonly page: number; readonly page_size: number; readonly total: number; readonly items: readonly ({ readonly id: number; readonly user_id: number; readonly key: string; readonly status: number; readonly name: string; readonly created_time: number; readonly accessed_time: number; readonly expired_time: number; readonly remain_quota: number; readonly unlimited_quota: boolean; readonly model_limits_enabled: boolean; readonly model_limits: string; readonly allow_ips: string; readonly used_quota: number; readonly group: string; readonly cross_group_retry: boolean; readonly mode: "live" | "test"; readonly DeletedAt: null })[] };
  };
  'GET /api/token/search': {
    params: undefined;
    query: { readonly p?: string | undefined; readonly page_size?: string | undefined; readonly ps?: string | undefined; readonly size?: string | undefined; readonly keyword?: string | undefined; readonly token?: string | undefined };
    body: undefined;
    reply: { readonly page: number; readonly page_size: number; readonly total: number; readonly items: readonly ({ readonly id: number; readonly user_id: number; readonly key: string; readonly status: number; readonly name: string; readonly created_time: number; readonly accessed_time: number; readonly expired_time: number; readonly remain_quota: number; readonly unlimited_quota: boolean; readonly model_limits_enabled: boolean; readonly model_limits: string; readonly allow_ips: string; readonly used_quota: number; readonly group: string; readonly cross_group_retry: boolean; readonly mode: "live" | "test"; readonly DeletedAt: null })[] };
  };
  'GET /api/token/{id}': {
    params: { readonly id: string | number };
    query: undefined;
    body: undefined;
    reply: { readonly id: number; readonly user_id: number; readonly key: string; readonly status: number; readonly name: string; readonly created_time: number; readonly accessed_time: number; readonly expired_time: number; readonly remain_quota: number; readonly unlimited_quota: boolean; readonly model_limits_enabled: boolean; readonly model_limits: string; readonly allow_ips: string; readonly used_quota: number; readonly group: string; readonly cross_group_retry: boolean; readonly mode: "live" | "test"; readonly DeletedAt: null };
  };
  'GET /api/upload': {
    params: undefined;
    query: { readonly limit?: number | undefined; readonly after?: string | undefined };
    body: undefined;
    reply: string;
  };
  'GET /api/usage/token': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: { readonly code: true; readonly message: string; readonly data: { readonly object: "token_usage"; readonly name: string; readonly total_granted: number; readonly total_used: number; readonly total_available: number; readonly unlimited_quota: boolean; readonly model_limits: Readonly<Record<string, true>>; readonly model_limits_enabled: boolean; readonly expires_at: number } };
  };
  'GET /api/user/groups': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: Readonly<Record<string, { readonly ratio: number; readonly desc: string }>>;
  };
  'GET /api/user/models': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: readonly (string)[];
  };
  'GET /api/user/self': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: { readonly id: number; readonly username: string; readonly display_name: string; readonly role: number; readonly status: number; readonly email: string; readonly group: string; readonly quota: number; readonly used_quota: number; readonly request_count: number; readonly test_quota: number; readonly test_used_quota: number; readonly aff_code: string; readonly aff_count: number; readonly aff_quota: number; readonly aff_history_quota: number; readonly inviter_id: number; readonly github_id: string; readonly discord_id: string; readonly oidc_id: string; readonly wechat_id: string; readonly telegram_id: string; readonly linux_do_id: string; readonly setting: string; readonly stripe_customer: string; readonly sidebar_modules: string; readonly permissions: Readonly<Record<string, unknown>> };
  };
  'GET /api/user/self/groups': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: Readonly<Record<string, { readonly ratio: number; readonly desc: string }>>;
  };
  'GET /api/user/token': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: string;
  };
  'GET /api/v1/tasks': {
    params: undefined;
    query: { readonly page_no?: string | undefined; readonly page_size?: string | undefined; readonly status?: string | undefined; readonly model_name?: string | undefined; readonly start_time?: string | undefined; readonly end_time?: string | undefined };
    body: undefined;
    reply: string;
  };
  'GET /api/v1/tasks/{id}': {
    params: { readonly id: string | number };
    query: undefined;
    body: undefined;
    reply: string;
  };
  'GET /api/v3/contents/generations/tasks': {
    params: undefined;
    query: { readonly page_num?: number | undefined; readonly page_size?: number | undefined; readonly "filter.status"?: string | undefined; readonly "filter.task_ids"?: string | readonly (string)[] | undefined; readonly "filter.model"?: string | undefined; readonly "filter.service_tier"?: string | undefined };
    body: undefined;
    reply: string;
  };
  'GET /api/v3/contents/generations/tasks/{id}': {
    params: { readonly id: string | number };
    query: undefined;
    body: undefined;
    reply: string;
  };
  'PATCH /api/admin/channels/{id}': {
    params: { readonly id: string | number };
    query: undefined;
    body: { readonly name?: string | undefined; readonly provider?: string | undefined; readonly keys?: readonly (string)[] | undefined; readonly models?: Readonly<Record<string, string>> | readonly (string)[] | undefined; readonly groups?: readonly (string)[] | undefined; readonly priority?: number | undefined; readonly weight?: number | undefined; readonly status?: "enabled" | "disabled" | undefined; readonly base_url?: string | undefined; readonly options?: { readonly headers?: Readonly<Record<string, string>> | undefined; readonly settings?: Readonly<Record<string, string>> | undefined; readonly proxy_url?: string | null | undefined; readonly connect_timeout_ms?: number | undefined; readonly first_byte_timeout_ms?: number | undefined; readonly idle_timeout_ms?: number | undefined; readonly when_client_leaves?: "cancel" | "drain" | undefined; readonly drain_ms?: number | undefined; readonly results?: "link" | "copy" | "on-demand" | undefined } | undefined };
    reply: { readonly id: number; readonly name: string; readonly provider: string; readonly base_url: string; readonly keys: readonly ({ readonly id: number; readonly hint: string; readonly status: "enabled" | "disabled"; readonly breaker: { readonly state: "closed" | "open" | "half-open"; readonly faults: number; readonly reason: string | null; readonly since: string | null; readonly until: string | null } | null })[]; readonly models: Readonly<Record<string, string>>; readonly unpriced: readonly (string)[]; readonly groups: readonly (string)[]; readonly priority: number; readonly weight: number; readonly status: "enabled" | "disabled"; readonly options: { readonly headers: Readonly<Record<string, string>>; readonly settings: Readonly<Record<string, string>>; readonly proxy_url: string | null; readonly connect_timeout_ms: number; readonly first_byte_timeout_ms: number; readonly idle_timeout_ms: number; readonly when_client_leaves: "cancel" | "drain"; readonly drain_ms: number; readonly results: "link" | "copy" | "on-demand" }; readonly created_at: string };
  };
  'PATCH /api/admin/channels/{id}/keys': {
    params: { readonly id: string | number };
    query: undefined;
    body: { readonly add?: readonly (string)[] | undefined; readonly remove?: readonly (number)[] | undefined; readonly enable?: readonly (number)[] | undefined; readonly disable?: readonly (number)[] | undefined };
    reply: { readonly id: number; readonly name: string; readonly provider: string; readonly base_url: string; readonly keys: readonly ({ readonly id: number; readonly hint: string; readonly status: "enabled" | "disabled"; readonly breaker: { readonly state: "closed" | "open" | "half-open"; readonly faults: number; readonly reason: string | null; readonly since: string | null; readonly until: string | null } | null })[]; readonly models: Readonly<Record<string, string>>; readonly unpriced: readonly (string)[]; readonly groups: readonly (string)[]; readonly priority: number; readonly weight: number; readonly status: "enabled" | "disabled"; readonly options: { readonly headers: Readonly<Record<string, string>>; readonly settings: Readonly<Record<string, string>>; readonly proxy_url: string | null; readonly connect_timeout_ms: number; readonly first_byte_timeout_ms: number; readonly idle_timeout_ms: number; readonly when_client_leaves: "cancel" | "drain"; readonly drain_ms: number; readonly results: "link" | "copy" | "on-demand" }; readonly created_at: string };
  };
  'PATCH /api/admin/codes/single/{id}': {
    params: { readonly id: string | number };
    query: undefined;
    body: { readonly status: "enabled" | "disabled" };
    reply: { readonly id: number; readonly status: "enabled" | "disabled" };
  };
  'PATCH /api/admin/codes/{id}': {
    params: { readonly id: string | number };
    query: undefined;
    body: { readonly status: "enabled" | "disabled" };
    reply: { readonly id: number; readonly name: string; readonly amount_usd: string; readonly uses: number; readonly per_user: number; readonly expires_at: string | null; readonly status: "enabled" | "disabled"; readonly created_at: string; readonly created_by: { readonly id: number; readonly email: string } | null; readonly codes: number; readonly used: number };
  };
  'PATCH /api/admin/tokens/{id}': {
    params: { readonly id: string | number };
    query: undefined;
    body: { readonly name?: string | undefined; readonly limit_usd?: string | number | null | undefined; readonly models?: readonly (string)[] | null | undefined; readonly expires?: string | number | null | undefined; readonly group?: string | null | undefined; readonly allow_ips?: readonly (string)[] | undefined; readonly status?: "enabled" | "disabled" | undefined };
    reply: { readonly id: number; readonly user: { readonly id: number; readonly email: string }; readonly name: string; readonly key_hint: string; readonly mode: "live" | "test"; readonly status: "enabled" | "disabled" | "expired" | "used_up"; readonly group: string | null; readonly models: readonly (string)[] | null; readonly allow_ips: readonly (string)[]; readonly expires_at: string | null; readonly left_usd: string | null; readonly spent_usd: string; readonly calls: number; readonly created_at: string; readonly last_used_at: string | null };
  };
  'PATCH /api/admin/users/{id}': {
    params: { readonly id: string | number };
    query: undefined;
    body: { readonly name?: string | undefined; readonly group?: string | undefined; readonly status?: "enabled" | "disabled" | undefined; readonly role?: "user" | "admin" | "root" | undefined };
    reply: { readonly id: number; readonly email: string; readonly name: string; readonly role: "user" | "admin" | "root"; readonly status: "enabled" | "disabled"; readonly group: string; readonly limited: boolean; readonly balance_usd: string; readonly spent_usd: string; readonly calls: number; readonly test_balance_usd: string; readonly test_spent_usd: string; readonly test_calls: number; readonly created_at: string };
  };
  'PATCH /api/portal/keys/{id}': {
    params: { readonly id: string | number };
    query: undefined;
    body: { readonly name?: string | undefined; readonly limit_usd?: string | number | null | undefined; readonly models?: readonly (string)[] | null | undefined; readonly expires?: string | number | null | undefined; readonly group?: string | null | undefined; readonly allow_ips?: readonly (string)[] | undefined; readonly status?: "enabled" | "disabled" | undefined };
    reply: { readonly id: number; readonly name: string; readonly hint: string; readonly mode: "live" | "test"; readonly purpose: string | null; readonly status: "enabled" | "disabled" | "expired" | "used_up"; readonly group: string | null; readonly models: readonly (string)[] | null; readonly allow_ips: readonly (string)[]; readonly expires_at: string | null; readonly limit_usd: string | null; readonly left_usd: string | null; readonly spent_usd: string; readonly calls: number; readonly created_at: string; readonly last_used_at: string | null };
  };
  'POST /api/admin/announcements': {
    params: undefined;
    query: undefined;
    body: { readonly level?: "info" | "warning" | "urgent" | undefined; readonly title: { readonly en: string; readonly vi: string }; readonly text?: { readonly en: string; readonly vi: string } | undefined; readonly from?: string | number | undefined; readonly until?: string | number | null | undefined };
    reply: { readonly id: number; readonly level: "info" | "warning" | "urgent"; readonly title: { readonly en: string; readonly vi: string }; readonly text: { readonly en: string; readonly vi: string }; readonly from: string; readonly until: string | null; readonly created_at: string };
  };
  'POST /api/admin/channels': {
    params: undefined;
    query: undefined;
    body: { readonly name: string; readonly provider: string; readonly keys: readonly (string)[]; readonly models: Readonly<Record<string, string>> | readonly (string)[]; readonly groups?: readonly (string)[] | undefined; readonly priority?: number | undefined; readonly weight?: number | undefined; readonly status?: "enabled" | "disabled" | undefined; readonly base_url?: string | undefined; readonly options?: { readonly headers?: Readonly<Record<string, string>> | undefined; readonly settings?: Readonly<Record<string, string>> | undefined; readonly proxy_url?: string | null | undefined; readonly connect_timeout_ms?: number | undefined; readonly first_byte_timeout_ms?: number | undefined; readonly idle_timeout_ms?: number | undefined; readonly when_client_leaves?: "cancel" | "drain" | undefined; readonly drain_ms?: number | undefined; readonly results?: "link" | "copy" | "on-demand" | undefined } | undefined };
    reply: { readonly id: number; readonly name: string; readonly provider: string; readonly base_url: string; readonly keys: readonly ({ readonly id: number; readonly hint: string; readonly status: "enabled" | "disabled"; readonly breaker: { readonly state: "closed" | "open" | "half-open"; readonly faults: number; readonly reason: string | null; readonly since: string | null; readonly until: string | null } | null })[]; readonly models: Readonly<Record<string, string>>; readonly unpriced: readonly (string)[]; readonly groups: readonly (string)[]; readonly priority: number; readonly weight: number; readonly status: "enabled" | "disabled"; readonly options: { readonly headers: Readonly<Record<string, string>>; readonly settings: Readonly<Record<string, string>>; readonly proxy_url: string | null; readonly connect_timeout_ms: number; readonly first_byte_timeout_ms: number; readonly idle_timeout_ms: number; readonly when_client_leaves: "cancel" | "drain"; readonly drain_ms: number; readonly results: "link" | "copy" | "on-demand" }; readonly created_at: string };
  };
  'POST /api/admin/channels/bulk': {
    params: undefined;
    query: undefined;
    body: { readonly ids: readonly (number)[]; readonly change?: { readonly status?: "enabled" | "disabled" | undefined; readonly priority?: number | undefined; readonly weight?: number | undefined; readonly groups?: readonly (string)[] | undefined; readonly add_groups?: readonly (string)[] | undefined; readonly remove_groups?: readonly (string)[] | undefined } | undefined; readonly delete?: true | undefined };
    reply: { readonly changed: number };
  };
  'POST /api/admin/channels/export': {
    params: undefined;
    query: undefined;
    body: { readonly ids?: readonly (number)[] | undefined; readonly with_keys?: boolean | undefined };
    reply: { readonly format: "key4u-channels"; readonly version: 1; readonly exported_at: string; readonly warning?: string | undefined; readonly channels: readonly ({ readonly name: string; readonly provider: string; readonly base_url?: unknown | undefined; readonly keys?: readonly (string)[] | undefined; readonly models: unknown; readonly groups: readonly (string)[]; readonly priority: number; readonly weight: number; readonly status: "enabled" | "disabled"; readonly options: { readonly headers?: Readonly<Record<string, string>> | undefined; readonly settings?: Readonly<Record<string, string>> | undefined; readonly proxy_url?: string | null | undefined; readonly connect_timeout_ms?: number | undefined; readonly first_byte_timeout_ms?: number | undefined; readonly idle_timeout_ms?: number | undefined; readonly when_client_leaves?: "cancel" | "drain" | undefined; readonly drain_ms?: number | undefined; readonly results?: "link" | "copy" | "on-demand" | undefined } })[] };
  };
  'POST /api/admin/channels/import': {
    params: undefined;
    query: undefined;
    body: { readonly document: { readonly format: "key4u-channels"; readonly version: 1; readonly exported_at?: string | undefined; readonly warning?: string | undefined; readonly channels: readonly ({ readonly name: string; readonly provider: string; readonly base_url?: string | undefined; readonly keys?: readonly (string)[] | undefined; readonly models: Readonly<Record<string, string>> | readonly (string)[]; readonly groups?: readonly (string)[] | undefined; readonly priority?: number | undefined; readonly weight?: number | undefined; readonly status?: "enabled" | "disabled" | undefined; readonly options?: { readonly headers?: Readonly<Record<string, string>> | undefined; readonly settings?: Readonly<Record<string, string>> | undefined; readonly proxy_url?: string | null | undefined; readonly connect_timeout_ms?: number | undefined; readonly first_byte_timeout_ms?: number | undefined; readonly idle_timeout_ms?: number | undefined; readonly when_client_leaves?: "cancel" | "drain" | undefined; readonly drain_ms?: number | undefined; readonly results?: "link" | "copy" | "on-demand" | undefined } | undefined })[] }; readonly dry_run?: boolean | undefined };
    reply: { readonly applied: boolean; readonly items: readonly ({ readonly name: string; readonly what: "new" | "changed" | "same" | "refused"; readonly fields: readonly (string)[]; readonly problem: string | null })[] };
  };
  'POST /api/admin/channels/models': {
    params: undefined;
    query: undefined;
    body: { readonly provider?: string | undefined; readonly base_url?: string | undefined; readonly key?: string | undefined; readonly options?: { readonly headers?: Readonly<Record<string, string>> | undefined; readonly settings?: Readonly<Record<string, string>> | undefined; readonly proxy_url?: string | null | undefined; readonly connect_timeout_ms?: number | undefined; readonly first_byte_timeout_ms?: number | undefined; readonly idle_timeout_ms?: number | undefined; readonly when_client_leaves?: "cancel" | "drain" | undefined; readonly drain_ms?: number | undefined; readonly results?: "link" | "copy" | "on-demand" | undefined } | undefined; readonly channel?: number | undefined };
    reply: { readonly ok: boolean; readonly problem: string | null; readonly exchange: { readonly method: string; readonly path: string; readonly request: { readonly headers: Readonly<Record<string, string>>; readonly body: string | null }; readonly answer: { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string; readonly cut: boolean } | null } | null; readonly models: readonly ({ readonly id: string; readonly known: boolean; readonly priced: boolean })[] };
  };
  'POST /api/admin/channels/{id}/copy': {
    params: { readonly id: string | number };
    query: undefined;
    body: { readonly name?: string | undefined };
    reply: { readonly id: number; readonly name: string; readonly provider: string; readonly base_url: string; readonly keys: readonly ({ readonly id: number; readonly hint: string; readonly status: "enabled" | "disabled"; readonly breaker: { readonly state: "closed" | "open" | "half-open"; readonly faults: number; readonly reason: string | null; readonly since: string | null; readonly until: string | null } | null })[]; readonly models: Readonly<Record<string, string>>; readonly unpriced: readonly (string)[]; readonly groups: readonly (string)[]; readonly priority: number; readonly weight: number; readonly status: "enabled" | "disabled"; readonly options: { readonly headers: Readonly<Record<string, string>>; readonly settings: Readonly<Record<string, string>>; readonly proxy_url: string | null; readonly connect_timeout_ms: number; readonly first_byte_timeout_ms: number; readonly idle_timeout_ms: number; readonly when_client_leaves: "cancel" | "drain"; readonly drain_ms: number; readonly results: "link" | "copy" | "on-demand" }; readonly created_at: string };
  };
  'POST /api/admin/channels/{id}/keys/{key}/close-breaker': {
    params: { readonly id: string | number; readonly key: string | number };
    query: undefined;
    body: Record<string, never>;
    reply: { readonly id: number; readonly name: string; readonly provider: string; readonly base_url: string; readonly keys: readonly ({ readonly id: number; readonly hint: string; readonly status: "enabled" | "disabled"; readonly breaker: { readonly state: "closed" | "open" | "half-open"; readonly faults: number; readonly reason: string | null; readonly since: string | null; readonly until: string | null } | null })[]; readonly models: Readonly<Record<string, string>>; readonly unpriced: readonly (string)[]; readonly groups: readonly (string)[]; readonly priority: number; readonly weight: number; readonly status: "enabled" | "disabled"; readonly options: { readonly headers: Readonly<Record<string, string>>; readonly settings: Readonly<Record<string, string>>; readonly proxy_url: string | null; readonly connect_timeout_ms: number; readonly first_byte_timeout_ms: number; readonly idle_timeout_ms: number; readonly when_client_leaves: "cancel" | "drain"; readonly drain_ms: number; readonly results: "link" | "copy" | "on-demand" }; readonly created_at: string };
  };
  'POST /api/admin/channels/{id}/test': {
    params: { readonly id: string | number };
    query: undefined;
    body: { readonly model?: string | undefined; readonly key?: number | undefined };
    reply: { readonly ok: boolean; readonly status: number | null; readonly ms: number; readonly message: string; readonly exchange: { readonly method: string; readonly path: string; readonly request: { readonly headers: Readonly<Record<string, string>>; readonly body: string | null }; readonly answer: { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string; readonly cut: boolean } | null } | null };
  };
  'POST /api/admin/codes': {
    params: undefined;
    query: undefined;
    body: { readonly name: string; readonly count: number; readonly usd: string | number; readonly uses?: number | undefined; readonly per_user?: number | undefined; readonly expires_at?: string | number | null | undefined };
    reply: { readonly batch: { readonly id: number; readonly name: string; readonly amount_usd: string; readonly uses: number; readonly per_user: number; readonly expires_at: string | null; readonly status: "enabled" | "disabled"; readonly created_at: string; readonly created_by: { readonly id: number; readonly email: string } | null; readonly codes: number; readonly used: number }; readonly codes: readonly (string)[] };
  };
  'POST /api/admin/codes/find': {
    params: undefined;
    query: undefined;
    body: { readonly code: string };
    reply: { readonly code: { readonly id: number; readonly batch: number; readonly hint: string; readonly status: "enabled" | "disabled"; readonly used: number; readonly used_by: readonly ({ readonly user: { readonly id: number; readonly email: string }; readonly at: string })[] }; readonly batch: { readonly id: number; readonly name: string; readonly amount_usd: string; readonly uses: number; readonly per_user: number; readonly expires_at: string | null; readonly status: "enabled" | "disabled"; readonly created_at: string; readonly created_by: { readonly id: number; readonly email: string } | null; readonly codes: number; readonly used: number } };
  };
  'POST /api/admin/orders/{id}/cancel': {
    params: { readonly id: string | number };
    query: undefined;
    body: Record<string, never>;
    reply: { readonly id: string; readonly code: string; readonly user: { readonly id: number; readonly email: string }; readonly method: string; readonly amount_usd: string; readonly currency: string; readonly pay_amount: string; readonly state: "open" | "paid" | "cancelled" | "expired"; readonly payment_ref: string | null; readonly session_ref: string | null; readonly refunded: string | null; readonly taken_back_usd: string | null; readonly created_at: string; readonly expires_at: string; readonly paid_at: string | null; readonly closed_by: { readonly id: number; readonly email: string } | null; readonly note: string | null };
  };
  'POST /api/admin/orders/{id}/confirm': {
    params: { readonly id: string | number };
    query: undefined;
    body: { readonly note?: string | undefined };
    reply: { readonly id: string; readonly code: string; readonly user: { readonly id: number; readonly email: string }; readonly method: string; readonly amount_usd: string; readonly currency: string; readonly pay_amount: string; readonly state: "open" | "paid" | "cancelled" | "expired"; readonly payment_ref: string | null; readonly session_ref: string | null; readonly refunded: string | null; readonly taken_back_usd: string | null; readonly created_at: string; readonly expires_at: string; readonly paid_at: string | null; readonly closed_by: { readonly id: number; readonly email: string } | null; readonly note: string | null };
  };
  'POST /api/admin/orders/{id}/take-back': {
    params: { readonly id: string | number };
    query: undefined;
    body: Record<string, never>;
    reply: { readonly id: string; readonly code: string; readonly user: { readonly id: number; readonly email: string }; readonly method: string; readonly amount_usd: string; readonly currency: string; readonly pay_amount: string; readonly state: "open" | "paid" | "cancelled" | "expired"; readonly payment_ref: string | null; readonly session_ref: string | null; readonly refunded: string | null; readonly taken_back_usd: string | null; readonly created_at: string; readonly expires_at: string; readonly paid_at: string | null; readonly closed_by: { readonly id: number; readonly email: string } | null; readonly note: string | null };
  };
  'POST /api/admin/prices/bulk': {
    params: undefined;
    query: undefined;
    body: { readonly models: readonly (string)[]; readonly rule: { readonly by: "factor"; readonly factor: string | number; readonly round?: { readonly places: number; readonly to: "up" | "nearest" | "down" } | undefined } | { readonly by: "margin"; readonly percent: string | number; readonly below?: boolean | undefined; readonly round?: { readonly places: number; readonly to: "up" | "nearest" | "down" } | undefined } | { readonly by: "list" }; readonly tag?: string | undefined };
    reply: { readonly tag: string; readonly applied: boolean; readonly changed: number; readonly conditions: readonly ({ readonly when: readonly ({ readonly fact: string; readonly is?: readonly (string | number | boolean)[] | undefined; readonly above?: number | undefined; readonly upTo?: number | undefined })[]; readonly text: { readonly en: string; readonly vi: string } })[]; readonly items: readonly ({ readonly model: string; readonly skipped: "no-price" | "no-list" | "free" | "same" | "too-high" | null; readonly rates: readonly ({ readonly meter: "input_tokens" | "cached_input_tokens" | "cache_write_tokens" | "cache_write_1h_tokens" | "input_audio_tokens" | "input_image_tokens" | "cached_audio_tokens" | "cached_image_tokens" | "output_tokens" | "reasoning_tokens" | "output_audio_tokens" | "output_image_tokens" | "characters" | "seconds" | "images" | "megapixels" | "calls" | "searches" | "documents"; readonly per: number; readonly when: number | null; readonly before: string | null; readonly after: string | null })[] })[] };
  };
  'POST /api/admin/tasks/{id}/cancel': {
    params: { readonly id: string | number };
    query: undefined;
    body: undefined;
    reply: { readonly id: string; readonly version: number; readonly mode: "live" | "test"; readonly kind: "image" | "video" | "music" | "other"; readonly action: string; readonly dialect: string; readonly maker: string | null; readonly model: string; readonly prompt: string | null; readonly state: "sending" | "queued" | "running" | "waiting" | "succeeded" | "failed" | "cancelled" | "expired"; readonly progress: number; readonly created_at: string; readonly started_at: string | null; readonly finished_at: string | null; readonly expires_at: string; readonly hold_usd: string; readonly cost_usd: string; readonly released_usd: string; readonly fault: string | null; readonly reason: string | null; readonly outputs: readonly ({ readonly index: number; readonly kind: "video" | "image" | "audio" | "text" | "file"; readonly role: string | null; readonly path: string | null; readonly text: string | null; readonly media_type: string | null; readonly width: number | null; readonly height: number | null; readonly seconds: number | null })[]; readonly request_id: string; readonly parent: string | null; readonly key: { readonly id: number; readonly name: string }; readonly cancellable: boolean; readonly states: readonly ({ readonly state: "sending" | "queued" | "running" | "waiting" | "succeeded" | "failed" | "cancelled" | "expired"; readonly at: string })[]; readonly request: { readonly method: string; readonly path: string; readonly body: Readonly<Record<string, unknown>>; readonly whole: boolean } | null; readonly usage: Readonly<Record<string, number>>; readonly facts: Readonly<Record<string, string | number | boolean>>; readonly group: string; readonly ratio: string; readonly parent_task: { readonly id: string; readonly version: number; readonly mode: "live" | "test"; readonly kind: "image" | "video" | "music" | "other"; readonly action: string; readonly dialect: string; readonly maker: string | null; readonly model: string; readonly prompt: string | null; readonly state: "sending" | "queued" | "running" | "waiting" | "succeeded" | "failed" | "cancelled" | "expired"; readonly progress: number; readonly created_at: string; readonly started_at: string | null; readonly finished_at: string | null; readonly expires_at: string; readonly hold_usd: string; readonly cost_usd: string; readonly released_usd: string; readonly fault: string | null; readonly reason: string | null; readonly outputs: readonly ({ readonly index: number; readonly kind: "video" | "image" | "audio" | "text" | "file"; readonly role: string | null; readonly path: string | null; readonly text: string | null; readonly media_type: string | null; readonly width: number | null; readonly height: number | null; readonly seconds: number | null })[]; readonly request_id: string; readonly parent: string | null; readonly key: { readonly id: number; readonly name: string }; readonly cancellable: boolean } | null; readonly children: readonly ({ readonly id: string; readonly version: number; readonly mode: "live" | "test"; readonly kind: "image" | "video" | "music" | "other"; readonly action: string; readonly dialect: string; readonly maker: string | null; readonly model: string; readonly prompt: string | null; readonly state: "sending" | "queued" | "running" | "waiting" | "succeeded" | "failed" | "cancelled" | "expired"; readonly progress: number; readonly created_at: string; readonly started_at: string | null; readonly finished_at: string | null; readonly expires_at: string; readonly hold_usd: string; readonly cost_usd: string; readonly released_usd: string; readonly fault: string | null; readonly reason: string | null; readonly outputs: readonly ({ readonly index: number; readonly kind: "video" | "image" | "audio" | "text" | "file"; readonly role: string | null; readonly path: string | null; readonly text: string | null; readonly media_type: string | null; readonly width: number | null; readonly height: number | null; readonly seconds: number | null })[]; readonly request_id: string; readonly parent: string | null; readonly key: { readonly id: number; readonly name: string }; readonly cancellable: boolean })[]; readonly user: { readonly id: number; readonly email: string }; readonly provider: string | null; readonly channel: { readonly id: number; readonly name: string } | null; readonly upstream_model: string | null; readonly upstream_id: string | null; readonly give_up_at: string; readonly attempts: readonly ({ readonly channel: { readonly id: number; readonly name: string }; readonly outcome: string; readonly status: number | null; readonly ms: number })[]; readonly notes: readonly (string)[] };
  };
  'POST /api/admin/tasks/{id}/give-up': {
    params: { readonly id: string | number };
    query: undefined;
    body: { readonly reason?: string | undefined };
    reply: { readonly id: string; readonly version: number; readonly mode: "live" | "test"; readonly kind: "image" | "video" | "music" | "other"; readonly action: string; readonly dialect: string; readonly maker: string | null; readonly model: string; readonly prompt: string | null; readonly state: "sending" | "queued" | "running" | "waiting" | "succeeded" | "failed" | "cancelled" | "expired"; readonly progress: number; readonly created_at: string; readonly started_at: string | null; readonly finished_at: string | null; readonly expires_at: string; readonly hold_usd: string; readonly cost_usd: string; readonly released_usd: string; readonly fault: string | null; readonly reason: string | null; readonly outputs: readonly ({ readonly index: number; readonly kind: "video" | "image" | "audio" | "text" | "file"; readonly role: string | null; readonly path: string | null; readonly text: string | null; readonly media_type: string | null; readonly width: number | null; readonly height: number | null; readonly seconds: number | null })[]; readonly request_id: string; readonly parent: string | null; readonly key: { readonly id: number; readonly name: string }; readonly cancellable: boolean; readonly states: readonly ({ readonly state: "sending" | "queued" | "running" | "waiting" | "succeeded" | "failed" | "cancelled" | "expired"; readonly at: string })[]; readonly request: { readonly method: string; readonly path: string; readonly body: Readonly<Record<string, unknown>>; readonly whole: boolean } | null; readonly usage: Readonly<Record<string, number>>; readonly facts: Readonly<Record<string, string | number | boolean>>; readonly group: string; readonly ratio: string; readonly parent_task: { readonly id: string; readonly version: number; readonly mode: "live" | "test"; readonly kind: "image" | "video" | "music" | "other"; readonly action: string; readonly dialect: string; readonly maker: string | null; readonly model: string; readonly prompt: string | null; readonly state: "sending" | "queued" | "running" | "waiting" | "succeeded" | "failed" | "cancelled" | "expired"; readonly progress: number; readonly created_at: string; readonly started_at: string | null; readonly finished_at: string | null; readonly expires_at: string; readonly hold_usd: string; readonly cost_usd: string; readonly released_usd: string; readonly fault: string | null; readonly reason: string | null; readonly outputs: readonly ({ readonly index: number; readonly kind: "video" | "image" | "audio" | "text" | "file"; readonly role: string | null; readonly path: string | null; readonly text: string | null; readonly media_type: string | null; readonly width: number | null; readonly height: number | null; readonly seconds: number | null })[]; readonly request_id: string; readonly parent: string | null; readonly key: { readonly id: number; readonly name: string }; readonly cancellable: boolean } | null; readonly children: readonly ({ readonly id: string; readonly version: number; readonly mode: "live" | "test"; readonly kind: "image" | "video" | "music" | "other"; readonly action: string; readonly dialect: string; readonly maker: string | null; readonly model: string; readonly prompt: string | null; readonly state: "sending" | "queued" | "running" | "waiting" | "succeeded" | "failed" | "cancelled" | "expired"; readonly progress: number; readonly created_at: string; readonly started_at: string | null; readonly finished_at: string | null; readonly expires_at: string; readonly hold_usd: string; readonly cost_usd: string; readonly released_usd: string; readonly fault: string | null; readonly reason: string | null; readonly outputs: readonly ({ readonly index: number; readonly kind: "video" | "image" | "audio" | "text" | "file"; readonly role: string | null; readonly path: string | null; readonly text: string | null; readonly media_type: string | null; readonly width: number | null; readonly height: number | null; readonly seconds: number | null })[]; readonly request_id: string; readonly parent: string | null; readonly key: { readonly id: number; readonly name: string }; readonly cancellable: boolean })[]; readonly user: { readonly id: number; readonly email: string }; readonly provider: string | null; readonly channel: { readonly id: number; readonly name: string } | null; readonly upstream_model: string | null; readonly upstream_id: string | null; readonly give_up_at: string; readonly attempts: readonly ({ readonly channel: { readonly id: number; readonly name: string }; readonly outcome: string; readonly status: number | null; readonly ms: number })[]; readonly notes: readonly (string)[] };
  };
  'POST /api/admin/tokens': {
    params: undefined;
    query: undefined;
    body: { readonly user?: string | number | undefined; readonly name?: string | undefined; readonly mode?: "live" | "test" | undefined; readonly limit_usd?: string | number | null | undefined; readonly models?: readonly (string)[] | null | undefined; readonly expires?: string | number | null | undefined; readonly group?: string | null | undefined; readonly allow_ips?: readonly (string)[] | undefined };
    reply: { readonly id: number; readonly user: { readonly id: number; readonly email: string }; readonly name: string; readonly key_hint: string; readonly mode: "live" | "test"; readonly status: "enabled" | "disabled" | "expired" | "used_up"; readonly group: string | null; readonly models: readonly (string)[] | null; readonly allow_ips: readonly (string)[]; readonly expires_at: string | null; readonly left_usd: string | null; readonly spent_usd: string; readonly calls: number; readonly created_at: string; readonly last_used_at: string | null; readonly key: string };
  };
  'POST /api/admin/transfers/{id}/settle': {
    params: { readonly id: string | number };
    query: undefined;
    body: { readonly order: string | null };
    reply: { readonly id: number; readonly ref: string; readonly at: string; readonly amount: string; readonly currency: string; readonly content: string; readonly order: string | null; readonly outcome: "credited" | "no-order" | "amount-differs" | "late" | "repeated" | "settled" };
  };
  'POST /api/admin/users': {
    params: undefined;
    query: undefined;
    body: { readonly email: string; readonly password: string; readonly name?: string | undefined; readonly group?: string | undefined; readonly role?: "user" | "admin" | "root" | undefined };
    reply: { readonly id: number; readonly email: string; readonly name: string; readonly role: "user" | "admin" | "root"; readonly status: "enabled" | "disabled"; readonly group: string; readonly limited: boolean; readonly balance_usd: string; readonly spent_usd: string; readonly calls: number; readonly test_balance_usd: string; readonly test_spent_usd: string; readonly test_calls: number; readonly created_at: string };
  };
  'POST /api/admin/users/{id}/access-token': {
    params: { readonly id: string | number };
    query: undefined;
    body: Record<string, never>;
    reply: { readonly access_token: string };
  };
  'POST /api/admin/users/{id}/credit': {
    params: { readonly id: string | number };
    query: undefined;
    body: { readonly usd: string | number; readonly note?: string | undefined; readonly cause?: string | undefined; readonly mode?: "live" | "test" | undefined };
    reply: { readonly applied: boolean; readonly cause: string; readonly balance_usd: string };
  };
  'POST /api/admin/users/{id}/impersonate': {
    params: { readonly id: string | number };
    query: undefined;
    body: Record<string, never>;
    reply: { readonly until: string };
  };
  'POST /api/portal/confirm': {
    params: undefined;
    query: undefined;
    body: { readonly password?: string | undefined; readonly code?: string | undefined };
    reply: Record<string, never>;
  };
  'POST /api/portal/estimate': {
    params: undefined;
    query: undefined;
    body: { readonly path: string; readonly body: Readonly<Record<string, unknown>>; readonly mode?: "live" | "test" | undefined; readonly token?: number | undefined };
    reply: { readonly model: string; readonly group: string; readonly ratio: string; readonly hold_usd: string; readonly of: "call" | "task"; readonly lines: readonly ({ readonly meter: "input_tokens" | "cached_input_tokens" | "cache_write_tokens" | "cache_write_1h_tokens" | "input_audio_tokens" | "input_image_tokens" | "cached_audio_tokens" | "cached_image_tokens" | "output_tokens" | "reasoning_tokens" | "output_audio_tokens" | "output_image_tokens" | "characters" | "seconds" | "images" | "megapixels" | "calls" | "searches" | "documents"; readonly units: number; readonly usd: string | null; readonly per: number | null; readonly amount: string })[] };
  };
  'POST /api/portal/files': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: { readonly id: string; readonly name: string; readonly media_type: string; readonly size: number; readonly purpose: string; readonly created_at: string; readonly expires_at: string; readonly link: string | null; readonly delete_link: string | null };
  };
  'POST /api/portal/files/delete': {
    params: undefined;
    query: undefined;
    body: { readonly ids: readonly (string)[] };
    reply: { readonly removed: readonly (string)[] };
  };
  'POST /api/portal/keys': {
    params: undefined;
    query: undefined;
    body: { readonly name?: string | undefined; readonly mode?: "live" | "test" | undefined; readonly limit_usd?: string | number | null | undefined; readonly models?: readonly (string)[] | null | undefined; readonly expires?: string | number | null | undefined; readonly group?: string | null | undefined; readonly allow_ips?: readonly (string)[] | undefined };
    reply: { readonly id: number; readonly name: string; readonly hint: string; readonly mode: "live" | "test"; readonly purpose: string | null; readonly status: "enabled" | "disabled" | "expired" | "used_up"; readonly group: string | null; readonly models: readonly (string)[] | null; readonly allow_ips: readonly (string)[]; readonly expires_at: string | null; readonly limit_usd: string | null; readonly left_usd: string | null; readonly spent_usd: string; readonly calls: number; readonly created_at: string; readonly last_used_at: string | null; readonly key: string };
  };
  'POST /api/portal/keys/bulk': {
    params: undefined;
    query: undefined;
    body: { readonly ids: readonly (number)[]; readonly action: "enable" | "disable" | "delete" };
    reply: { readonly changed: number };
  };
  'POST /api/portal/keys/{id}/reveal': {
    params: { readonly id: string | number };
    query: undefined;
    body: Record<string, never>;
    reply: { readonly key: string };
  };
  'POST /api/portal/orders': {
    params: undefined;
    query: undefined;
    body: { readonly method: "stripe" | "bank"; readonly usd: string | number };
    reply: { readonly id: string; readonly code: string; readonly method: string; readonly amount_usd: string; readonly currency: string; readonly pay_amount: string; readonly state: "open" | "paid" | "cancelled" | "expired"; readonly pay_url: string | null; readonly bank: { readonly bin: string; readonly name: string; readonly account: string; readonly holder: string; readonly content: string; readonly qr: string } | null; readonly refunded: string | null; readonly created_at: string; readonly expires_at: string; readonly paid_at: string | null };
  };
  'POST /api/portal/orders/{id}/cancel': {
    params: { readonly id: string | number };
    query: undefined;
    body: Record<string, never>;
    reply: { readonly id: string; readonly code: string; readonly method: string; readonly amount_usd: string; readonly currency: string; readonly pay_amount: string; readonly state: "open" | "paid" | "cancelled" | "expired"; readonly pay_url: string | null; readonly bank: { readonly bin: string; readonly name: string; readonly account: string; readonly holder: string; readonly content: string; readonly qr: string } | null; readonly refunded: string | null; readonly created_at: string; readonly expires_at: string; readonly paid_at: string | null };
  };
  'POST /api/portal/stop-impersonating': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: Record<string, never>;
  };
  'POST /api/portal/tasks/{id}/cancel': {
    params: { readonly id: string | number };
    query: undefined;
    body: undefined;
    reply: { readonly id: string; readonly version: number; readonly mode: "live" | "test"; readonly kind: "image" | "video" | "music" | "other"; readonly action: string; readonly dialect: string; readonly maker: string | null; readonly model: string; readonly prompt: string | null; readonly state: "sending" | "queued" | "running" | "waiting" | "succeeded" | "failed" | "cancelled" | "expired"; readonly progress: number; readonly created_at: string; readonly started_at: string | null; readonly finished_at: string | null; readonly expires_at: string; readonly hold_usd: string; readonly cost_usd: string; readonly released_usd: string; readonly fault: string | null; readonly reason: string | null; readonly outputs: readonly ({ readonly index: number; readonly kind: "video" | "image" | "audio" | "text" | "file"; readonly role: string | null; readonly path: string | null; readonly text: string | null; readonly media_type: string | null; readonly width: number | null; readonly height: number | null; readonly seconds: number | null })[]; readonly request_id: string; readonly parent: string | null; readonly key: { readonly id: number; readonly name: string }; readonly cancellable: boolean };
  };
  'POST /api/portal/try-key': {
    params: undefined;
    query: undefined;
    body: { readonly mode?: "live" | "test" | undefined; readonly token?: number | undefined };
    reply: { readonly key: string; readonly mode: "live" | "test"; readonly token: { readonly id: number; readonly name: string }; readonly visitor: boolean; readonly expires_at: string };
  };
  'POST /api/portal/wallet/redeem': {
    params: undefined;
    query: undefined;
    body: { readonly code: string };
    reply: { readonly amount_usd: string; readonly name: string; readonly balance_usd: string };
  };
  'POST /api/token': {
    params: undefined;
    query: undefined;
    body: { readonly key?: string | undefined; readonly user_id?: number | undefined; readonly created_time?: number | undefined; readonly accessed_time?: number | undefined; readonly used_quota?: number | undefined; readonly cross_group_retry?: boolean | undefined; readonly DeletedAt?: null | undefined; readonly mj_image_mode?: string | undefined; readonly mj_custom_proxy?: string | undefined; readonly selected_groups?: readonly (string)[] | undefined; readonly name?: string | undefined; readonly remain_quota?: number | undefined; readonly unlimited_quota?: boolean | undefined; readonly expired_time?: number | undefined; readonly model_limits_enabled?: boolean | undefined; readonly model_limits?: string | null | undefined; readonly allow_ips?: string | null | undefined; readonly group?: string | null | undefined; readonly id?: number | undefined; readonly status?: number | undefined; readonly mode?: "live" | "test" | undefined };
    reply: { readonly id: number; readonly user_id: number; readonly key: string; readonly status: number; readonly name: string; readonly created_time: number; readonly accessed_time: number; readonly expired_time: number; readonly remain_quota: number; readonly unlimited_quota: boolean; readonly model_limits_enabled: boolean; readonly model_limits: string; readonly allow_ips: string; readonly used_quota: number; readonly group: string; readonly cross_group_retry: boolean; readonly mode: "live" | "test"; readonly DeletedAt: null };
  };
  'POST /api/token/batch': {
    params: undefined;
    query: undefined;
    body: { readonly ids: readonly (number)[] };
    reply: number;
  };
  'POST /api/token/batch/keys': {
    params: undefined;
    query: undefined;
    body: { readonly ids: readonly (number)[] };
    reply: { readonly keys: Readonly<Record<string, string>> };
  };
  'POST /api/token/{id}/key': {
    params: { readonly id: string | number };
    query: undefined;
    body: Record<string, never>;
    reply: { readonly key: string };
  };
  'POST /api/upload': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: string;
  };
  'POST /api/v1/services/aigc/image2video/video-synthesis': {
    params: undefined;
    query: undefined;
    body: { readonly model: string; readonly input: { readonly prompt?: string | null | undefined; readonly negative_prompt?: string | null | undefined; readonly img_url?: string | null | undefined; readonly first_frame_url?: string | null | undefined; readonly last_frame_url?: string | null | undefined; readonly image_url?: string | null | undefined; readonly audio_url?: string | null | undefined; readonly template?: string | null | undefined; readonly reference_urls?: readonly (string)[] | null | undefined; readonly media?: readonly ({ readonly type?: string | null | undefined; readonly url?: string | null | undefined; readonly reference_voice?: string | null | undefined })[] | null | undefined }; readonly parameters?: { readonly resolution?: string | null | undefined; readonly size?: string | null | undefined; readonly ratio?: string | null | undefined; readonly duration?: number | string | null | undefined; readonly prompt_extend?: boolean | null | undefined; readonly watermark?: boolean | null | undefined; readonly audio?: boolean | null | undefined; readonly seed?: number | null | undefined; readonly shot_type?: string | null | undefined } | null | undefined };
    reply: string;
  };
  'POST /api/v1/services/aigc/video-generation/video-synthesis': {
    params: undefined;
    query: undefined;
    body: { readonly model: string; readonly input: { readonly prompt?: string | null | undefined; readonly negative_prompt?: string | null | undefined; readonly img_url?: string | null | undefined; readonly first_frame_url?: string | null | undefined; readonly last_frame_url?: string | null | undefined; readonly image_url?: string | null | undefined; readonly audio_url?: string | null | undefined; readonly template?: string | null | undefined; readonly reference_urls?: readonly (string)[] | null | undefined; readonly media?: readonly ({ readonly type?: string | null | undefined; readonly url?: string | null | undefined; readonly reference_voice?: string | null | undefined })[] | null | undefined }; readonly parameters?: { readonly resolution?: string | null | undefined; readonly size?: string | null | undefined; readonly ratio?: string | null | undefined; readonly duration?: number | string | null | undefined; readonly prompt_extend?: boolean | null | undefined; readonly watermark?: boolean | null | undefined; readonly audio?: boolean | null | undefined; readonly seed?: number | null | undefined; readonly shot_type?: string | null | undefined } | null | undefined };
    reply: string;
  };
  'POST /api/v1/tasks/{id}/cancel': {
    params: { readonly id: string | number };
    query: undefined;
    body: undefined;
    reply: string;
  };
  'POST /api/v1/upload': {
    params: undefined;
    query: undefined;
    body: undefined;
    reply: string;
  };
  'POST /api/v3/contents/generations/tasks': {
    params: undefined;
    query: undefined;
    body: { readonly model: string; readonly content: readonly ({ readonly type: string; readonly text?: string | null | undefined; readonly image_url?: { readonly url: string } | null | undefined; readonly video_url?: { readonly url: string } | null | undefined; readonly audio_url?: { readonly url: string } | null | undefined; readonly draft_task?: { readonly id: string } | null | undefined; readonly role?: string | null | undefined })[]; readonly resolution?: string | null | undefined; readonly ratio?: string | null | undefined; readonly duration?: number | null | undefined; readonly frames?: number | null | undefined; readonly seed?: number | null | undefined; readonly generate_audio?: boolean | null | undefined; readonly camera_fixed?: boolean | null | undefined; readonly watermark?: boolean | null | undefined; readonly return_last_frame?: boolean | null | undefined; readonly draft?: boolean | null | undefined; readonly service_tier?: string | null | undefined; readonly execution_expires_after?: number | null | undefined; readonly callback_url?: string | null | undefined };
    reply: string;
  };
  'PUT /api/admin/announcements/{id}': {
    params: { readonly id: string | number };
    query: undefined;
    body: { readonly level?: "info" | "warning" | "urgent" | undefined; readonly title: { readonly en: string; readonly vi: string }; readonly text?: { readonly en: string; readonly vi: string } | undefined; readonly from?: string | number | undefined; readonly until?: string | number | null | undefined };
    reply: { readonly id: number; readonly level: "info" | "warning" | "urgent"; readonly title: { readonly en: string; readonly vi: string }; readonly text: { readonly en: string; readonly vi: string }; readonly from: string; readonly until: string | null; readonly created_at: string };
  };
  'PUT /api/admin/groups/{name}': {
    params: { readonly name: string | number };
    query: undefined;
    body: { readonly ratio: string | number; readonly description?: string | undefined; readonly open?: boolean | undefined };
    reply: { readonly name: string; readonly ratio: string; readonly description: string; readonly open: boolean };
  };
  'PUT /api/admin/models/{name}': {
    params: { readonly name: string | number };
    query: undefined;
    body: { readonly kinds: readonly ("chat" | "completion" | "embedding" | "speech" | "transcription" | "moderation" | "rerank" | "image" | "video" | "music" | "realtime")[]; readonly owner?: string | undefined; readonly context?: number | null | undefined; readonly max_output?: number | null | undefined };
    reply: { readonly name: string; readonly owner: string; readonly kinds: readonly ("chat" | "completion" | "embedding" | "speech" | "transcription" | "moderation" | "rerank" | "image" | "video" | "music" | "realtime")[]; readonly context: number | null; readonly max_output: number | null; readonly edited: boolean; readonly channels: readonly ({ readonly id: number; readonly name: string })[]; readonly price: { readonly version: number; readonly model: string; readonly rates: readonly ({ readonly meter: "input_tokens" | "cached_input_tokens" | "cache_write_tokens" | "cache_write_1h_tokens" | "input_audio_tokens" | "input_image_tokens" | "cached_audio_tokens" | "cached_image_tokens" | "output_tokens" | "reasoning_tokens" | "output_audio_tokens" | "output_image_tokens" | "characters" | "seconds" | "images" | "megapixels" | "calls" | "searches" | "documents"; readonly usd: string; readonly per: number; readonly when?: readonly ({ readonly fact: string; readonly is?: readonly (string | number | boolean)[] | undefined; readonly above?: number | undefined; readonly upTo?: number | undefined })[] | undefined })[]; readonly source: string; readonly as_of: string; readonly created_at: string; readonly created_by: number | null } | null; readonly official: { readonly rates: readonly ({ readonly meter: "input_tokens" | "cached_input_tokens" | "cache_write_tokens" | "cache_write_1h_tokens" | "input_audio_tokens" | "input_image_tokens" | "cached_audio_tokens" | "cached_image_tokens" | "output_tokens" | "reasoning_tokens" | "output_audio_tokens" | "output_image_tokens" | "characters" | "seconds" | "images" | "megapixels" | "calls" | "searches" | "documents"; readonly usd: string; readonly per: number; readonly when?: readonly ({ readonly fact: string; readonly is?: readonly (string | number | boolean)[] | undefined; readonly above?: number | undefined; readonly upTo?: number | undefined })[] | undefined })[]; readonly source: string; readonly as_of: string } | null };
  };
  'PUT /api/admin/prices': {
    params: undefined;
    query: undefined;
    body: { readonly model: string; readonly rates?: readonly ({ readonly meter: "input_tokens" | "cached_input_tokens" | "cache_write_tokens" | "cache_write_1h_tokens" | "input_audio_tokens" | "input_image_tokens" | "cached_audio_tokens" | "cached_image_tokens" | "output_tokens" | "reasoning_tokens" | "output_audio_tokens" | "output_image_tokens" | "characters" | "seconds" | "images" | "megapixels" | "calls" | "searches" | "documents"; readonly usd: string | number; readonly per: number; readonly when?: readonly ({ readonly fact: string; readonly is?: readonly (string | number | boolean)[] | undefined; readonly above?: number | undefined; readonly upTo?: number | undefined })[] | undefined })[] | undefined; readonly input?: string | number | undefined; readonly output?: string | number | undefined; readonly cached_input?: string | number | undefined; readonly cache_write?: string | number | undefined; readonly per_call?: string | number | undefined; readonly source?: string | undefined; readonly as_of?: string | undefined };
    reply: { readonly version: number; readonly model: string; readonly rates: readonly ({ readonly meter: "input_tokens" | "cached_input_tokens" | "cache_write_tokens" | "cache_write_1h_tokens" | "input_audio_tokens" | "input_image_tokens" | "cached_audio_tokens" | "cached_image_tokens" | "output_tokens" | "reasoning_tokens" | "output_audio_tokens" | "output_image_tokens" | "characters" | "seconds" | "images" | "megapixels" | "calls" | "searches" | "documents"; readonly usd: string; readonly per: number; readonly when?: readonly ({ readonly fact: string; readonly is?: readonly (string | number | boolean)[] | undefined; readonly above?: number | undefined; readonly upTo?: number | undefined })[] | undefined })[]; readonly source: string; readonly as_of: string; readonly created_at: string; readonly created_by: number | null };
  };
  'PUT /api/admin/settings/{name}': {
    params: { readonly name: string | number };
    query: undefined;
    body: { readonly value: string | number | boolean | readonly (string)[] | null };
    reply: { readonly name: string; readonly group: "site" | "registration" | "sign-in" | "e-mail" | "payment" | "limits" | "retention"; readonly kind: "text" | "markdown" | "number" | "choice" | "yes-no" | "money" | "secret" | "list"; readonly label: { readonly en: string; readonly vi: string; readonly zh?: string | undefined }; readonly help: { readonly en: string; readonly vi: string; readonly zh?: string | undefined } | null; readonly value: string | number | boolean | readonly (string)[] | null; readonly initial: string | number | boolean | readonly (string)[] | null; readonly is_set: boolean; readonly least: number | null; readonly most: number | string | null; readonly options: readonly ({ readonly value: string; readonly label: { readonly en: string; readonly vi: string; readonly zh?: string | undefined } })[] | null };
  };
  'PUT /api/admin/site/logo': {
    params: undefined;
    query: undefined;
    body: { readonly base64: string };
    reply: { readonly media_type: string; readonly size: number };
  };
  'PUT /api/token': {
    params: undefined;
    query: { readonly status_only?: string | undefined };
    body: { readonly key?: string | undefined; readonly user_id?: number | undefined; readonly created_time?: number | undefined; readonly accessed_time?: number | undefined; readonly used_quota?: number | undefined; readonly cross_group_retry?: boolean | undefined; readonly DeletedAt?: null | undefined; readonly mj_image_mode?: string | undefined; readonly mj_custom_proxy?: string | undefined; readonly selected_groups?: readonly (string)[] | undefined; readonly name?: string | undefined; readonly remain_quota?: number | undefined; readonly unlimited_quota?: boolean | undefined; readonly expired_time?: number | undefined; readonly model_limits_enabled?: boolean | undefined; readonly model_limits?: string | null | undefined; readonly allow_ips?: string | null | undefined; readonly group?: string | null | undefined; readonly id: number; readonly status?: number | undefined; readonly mode?: "live" | "test" | undefined };
    reply: { readonly id: number; readonly user_id: number; readonly key: string; readonly status: number; readonly name: string; readonly created_time: number; readonly accessed_time: number; readonly expired_time: number; readonly remain_quota: number; readonly unlimited_quota: boolean; readonly model_limits_enabled: boolean; readonly model_limits: string; readonly allow_ips: string; readonly used_quota: number; readonly group: string; readonly cross_group_retry: boolean; readonly mode: "live" | "test"; readonly DeletedAt: null };
  };
};
