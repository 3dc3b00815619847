using ToolTime.Names;
using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>
/// Adds up the rows of an app and period, range by range of devices. Memory is bounded by the names and one range's devices, not by all
/// devices.
/// </summary>
/// <param name="names">The name list: only models that are not blocked meanwhile count.</param>
/// <param name="brands">The brands that count by name.</param>
internal sealed class TelemetryTally(NameList names, IReadOnlyCollection<string> brands)
{
    private readonly Dictionary<DeviceHash, DeviceUsage> _range = [];
    private readonly int[] _behind = new int[32];

    /// <summary>Devices that were started or did a task.</summary>
    public int Devices { get; private set; }

    /// <summary>The exact sums, for operators.</summary>
    public TelemetryTotals Totals { get; private set; } = TelemetryTotals.Zero;

    public TaskSums Sums { get; } = new();

    public SeenNames Names { get; } = new();

    /// <summary>Devices that contribute to a figure.</summary>
    public int Behind(DeviceFigures figure) => _behind[int.Log2((int)figure)];

    /// <summary>Adds a row of the current range.</summary>
    public void Add(TelemetryRow row)
    {
        Totals += TelemetryTotals.From(row.Event, row.Count);
        if (!_range.TryGetValue(row.Device, out var device))
        {
            _range.Add(row.Device, device = new());
        }

        switch (row.Event)
        {
            case StartupEvent startup:
                Add(device, startup, row.Count);
                break;
            case TaskEvent task:
                Add(device, task);
                break;
            case ShareEvent share:
                device.Add(share.Action == ShareAction.Opened ? DeviceFigures.Opened : DeviceFigures.Downloaded);
                Sums.Add(share, row.Count);
                break;
        }
    }

    /// <summary>Counts the range's devices; no more rows of them follow.</summary>
    public void EndRange()
    {
        foreach (var device in _range.Values)
        {
            device.CountNames();
            Devices += (device.Figures & (DeviceFigures.Startups | DeviceFigures.Tasks)) != 0 ? 1 : 0;
            for (var figures = (int)device.Figures; figures != 0; figures &= figures - 1)
            {
                _behind[int.TrailingZeroCount(figures)]++;
            }
        }

        _range.Clear();
    }

    private void Add(DeviceUsage device, StartupEvent startup, long count)
    {
        device.Add(DeviceFigures.Startups);
        Sums.Startups += count;
        AddName(device, TelemetryDimension.Version, startup.Version);
        AddName(device, TelemetryDimension.System, startup.System);
        AddName(device, TelemetryDimension.Runtime, startup.Runtime);
        AddName(device, TelemetryDimension.Brand, BrandOf(startup));
        AddName(device, TelemetryDimension.Container, startup.Container);
        AddName(device, TelemetryDimension.LaunchSource, startup.LaunchSource);
    }

    private void Add(DeviceUsage device, TaskEvent task)
    {
        device.Add(Sums.Add(task));
        AddTaskName(device, task, TelemetryDimension.Version, task.Version);
        AddTaskName(device, task, TelemetryDimension.Brand, BrandOf(task));
        AddTaskName(device, task, TelemetryDimension.Container, task.Container);
        AddTaskName(device, task, TelemetryDimension.Provider, task.Provider);
        AddTaskName(device, task, TelemetryDimension.Model, ModelOf(task));
        AddTaskName(device, task, TelemetryDimension.CostSource, task.CostSource);
        AddName(device, TelemetryDimension.ErrorKind, task.ErrorKind);
    }

    private void AddName(DeviceUsage device, TelemetryDimension dimension, string? name)
    {
        if (name is not null)
        {
            device.Add(Names.Get(dimension, name), NameUse.None);
        }
    }

    private void AddTaskName(DeviceUsage device, TaskEvent task, TelemetryDimension dimension, string? name)
    {
        if (name is null)
        {
            return;
        }

        var tally = Names.Get(dimension, name);
        tally.Succeeded += task.Outcome == TaskOutcome.Success ? 1 : 0;
        tally.Failed += task.Outcome == TaskOutcome.Error ? 1 : 0;
        var use = task.Outcome is null ? NameUse.None : NameUse.Ended;
        if (task.CostMicroUsd is { } cost && tally.Costs is { } costs)
        {
            costs.Add(cost);
            use |= NameUse.Priced;
        }

        device.Add(tally, use);
    }

    private string? BrandOf(TelemetryEvent reported) =>
        reported.Brand is { } brand ? brands.Contains(brand) ? brand : TelemetryNames.Other : null;

    private string? ModelOf(TaskEvent task) =>
        task.Model is not { } model ? null
        : names.Normalize(NameKind.Model, model) == model ? model
        : TelemetryNames.Other;
}
