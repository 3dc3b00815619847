using System.Diagnostics.CodeAnalysis;

namespace ToolTime.Embedded.Turns;

/// <summary>
/// Runs the tasks of one grain, one at a time and in order, on the thread pool. What follows an <c>await</c> in a grain
/// comes back here, which is what makes a turn a turn.
/// </summary>
internal sealed class TurnScheduler : TaskScheduler, IThreadPoolWorkItem
{
    // So many tasks run before others on the pool get their chance.
    private const int Quantum = 64;

    [ThreadStatic]
    private static TurnScheduler? t_executing;

    private readonly Lock _gate = new();
    private readonly Queue<Task> _tasks = new();
    private bool _isScheduled;

    public override int MaximumConcurrencyLevel => 1;

    public void Execute()
    {
        t_executing = this;
        try
        {
            for (var executed = 0; executed < Quantum; executed++)
            {
                if (!TryDequeue(out var task))
                    return;
                TryExecuteTask(task);
            }
        }
        finally
        {
            t_executing = null;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    protected override void QueueTask(Task task)
    {
        lock (_gate)
        {
            _tasks.Enqueue(task);
            if (_isScheduled)
                return;
            _isScheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && t_executing == this && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_gate)
            return [.. _tasks];
    }

    private bool TryDequeue([NotNullWhen(true)] out Task? task)
    {
        lock (_gate)
        {
            _isScheduled = _tasks.TryDequeue(out task);
            return _isScheduled;
        }
    }
}
