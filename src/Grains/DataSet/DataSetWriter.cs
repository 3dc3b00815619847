using ToolTime.DataSet;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Publication;
using ToolTime.Names;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.DataSet;

/// <summary>
/// Writes a final period's rows from what was stored at publication alone, and not from anything that may change later, such as the name
/// list or today's thresholds.
/// </summary>
internal static class DataSetWriter
{
    private const string Bucket = "custom";

    public static DataSetPeriod Write(WindowPublication publication)
    {
        var everything = publication
            .Cells.Where(cell => cell.Key.Name == UsageName.Everything)
            .ToDictionary(cell => cell.Key.Client ?? AgentClient.Unknown, cell => cell.Figures);
        var all = everything.GetValueOrDefault(AgentClient.Unknown);
        return new()
        {
            Form = DataSetPeriod.CurrentForm,
            Window = new()
            {
                Name = publication.Window.ToName(),
                From = publication.FirstDay,
                To = publication.LastDay,
                Submitters = all?.Submitters,
                Reports = all?.Calls,
                PublishedAt = publication.PublishedAt,
                Final = true,
                MinimumSubmitters = publication.MinimumSubmitters,
                RulesVersion = publication.RulesVersion,
                Simulated = publication.IsSimulated is true,
            },
            Rows =
            [
                .. publication
                    .Cells.OrderBy(cell => cell.Key)
                    .Select(cell => RowOf(cell, everything.GetValueOrDefault(cell.Key.Client ?? AgentClient.Unknown))),
            ],
        };
    }

    private static DataSetRow RowOf(PublishedCell cell, CellFigures? whole)
    {
        var (name, figures) = (cell.Key.Name, cell.Figures);
        var adoption = whole is null ? null as Proportion? : Proportion.Compute(figures.Submitters, whole.Submitters);
        return new()
        {
            Client = cell.Key.Client?.ToName(),
            Dimension = name.Dimension == default ? "all" : name.Dimension.ToName(),
            Name = name.Name.Length > 0 ? name.Name : name.Dimension == default ? "everything" : Bucket,
            Custom = name.Dimension != default && NameList.IsBucket(name.Name),
            UniqueSubmitters = figures.Submitters,
            Adoption = adoption?.Share,
            AdoptionLow = adoption?.Low,
            AdoptionHigh = adoption?.High,
            TotalCalls = figures.Calls,
            ObservedCalls = figures.ObservedCalls,
            TotalErrors = figures.Errors,
            TotalRejections = figures.Rejections,
            ErrorRate = figures.ErrorRate,
            ErrorRateP25 = figures.ErrorRateP25,
            ErrorRateMedian = figures.ErrorRateMedian,
            ErrorRateP75 = figures.ErrorRateP75,
            RejectionRate = figures.RejectionRate,
            AvgCallsPerSubmitter = figures.CallsAverage,
            CallsP10 = figures.CallsP10,
            CallsP25 = figures.CallsP25,
            CallsMedian = figures.CallsMedian,
            CallsP75 = figures.CallsP75,
            CallsP90 = figures.CallsP90,
            DurationP25Ms = figures.DurationP25,
            DurationMedianMs = figures.DurationMedian,
            DurationP75Ms = figures.DurationP75,
            TypedRate = figures.TypedRate,
        };
    }
}
