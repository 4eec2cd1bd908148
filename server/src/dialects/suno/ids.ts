/** Is it an id that this gateway gave to a task? */
export const isTaskId = (id: string): boolean => /^task_[0-9a-z]{26}$/.test(id);
