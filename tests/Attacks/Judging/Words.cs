using ToolTime.Attacks.Plans;
using ToolTime.Attacks.Worlds;

namespace ToolTime.Attacks.Judging;

/// <summary>
/// Puts what is seen of a name into words, few enough for likelihoods to be learnt: numbers of submitters as they are told, calls in steps.
/// For an adversary who knows everybody else, what others make up is taken off first.
/// </summary>
/// <param name="crowd">Who stands around.</param>
/// <param name="others">Who used the name beside the victim, by week, with their calls; null for an adversary who does not know.</param>
/// <param name="looksAtClients">Whether there are tables of clients.</param>
internal sealed class Words(Crowd crowd, Func<int, (int Submitters, int Calls)>? others, bool looksAtClients)
{
    private const double StepOfCalls = 15;
    private const int MostSteps = 8;

    /// <summary>How far under the least that is told a hidden number is taken to be.</summary>
    private const double HiddenSubmitters = 5;

    /// <summary>One week by itself.</summary>
    public string Week(Sight sight, int week)
    {
        if (others is not null)
        {
            var (submitters, calls) = others(week);
            return sight.Submitters is null ? $"hidden beside {submitters}" : $"{sight.Submitters - submitters}, {Calls(sight.Calls - calls)}";
        }

        // How many calls many others make is nothing that one could tell.
        var apart = $"{sight.Submitters}, {sight.OfMainClient?.Submitters}";
        return crowd.Liars == 0 ? apart : $"{apart}, {Calls(sight.Calls - (crowd.Liars * World.CallsOfLiar))}";
    }

    /// <summary>How the second of two weeks differs from the first.</summary>
    public string Change(Sight first, int firstWeek, Sight second, int secondWeek)
    {
        var ofClient = second.OfMainClient?.Submitters - first.OfMainClient?.Submitters;
        if (first.Submitters is null || second.Submitters is null)
        {
            return others is null
                ? $"{first.Submitters}, then {second.Submitters}, {ofClient}"
                : $"{first.Submitters} beside {others(firstWeek).Submitters}, then {second.Submitters} beside {others(secondWeek).Submitters}";
        }

        var (before, after) = (others?.Invoke(firstWeek) ?? default, others?.Invoke(secondWeek) ?? default);
        return $"{second.Submitters - first.Submitters - after.Submitters + before.Submitters}, {(others is null ? ofClient : null)}, {Calls(second.Calls - first.Calls - after.Calls + before.Calls)}";
    }

    /// <summary>How the mean of several weeks differs from the one before them, of all clients and of the one together.</summary>
    public string ChangeOfMean(Sight[] weeks)
    {
        double Submitters(int week) => MeanOf(weeks[week]) - (others?.Invoke(week).Submitters ?? 0);
        double? CallsOf(int week) => weeks[week].Calls - (others?.Invoke(week).Calls ?? 0);
        var after = Enumerable.Range(1, weeks.Length - 1).ToList();
        var submitters = after.Average(Submitters) - Submitters(0);
        return $"{Math.Clamp(Math.Round(submitters), -12, 12)}, {Calls(after.Average(CallsOf) - CallsOf(0))}";
    }

    /// <summary>How often it is told over many weeks, and the mean of them, of all clients and of the one together.</summary>
    public string Mean(Sight[] weeks)
    {
        var mean = weeks.Index().Average(week => MeanOf(week.Item) - (others?.Invoke(week.Index).Submitters ?? 0));
        return $"{weeks.Count(week => week.Submitters is not null) + weeks.Count(week => week.OfMainClient?.Submitters is not null)}, {Math.Round(mean)}";
    }

    /// <summary>All clients beside single ones.</summary>
    public string Clients(Sight sight)
    {
        var (main, other) = (sight.OfMainClient ?? Sight.Nothing, sight.OfOtherClient ?? Sight.Nothing);
        var apart = $"{sight.Submitters - main.Submitters} less {other.Submitters}, {Calls(sight.Calls - main.Calls)} calls of which {Told(sight)}{Told(main)}{Told(other)}";
        return others is not null ? $"{sight.Submitters - others(0).Submitters}, {main.Submitters - others(0).Submitters}, {apart}"
            : crowd.Liars == 0 ? apart
            : $"{sight.Submitters}, {main.Submitters}, {apart}";
    }

    /// <summary>Submitters of all clients and of the one, where there are tables of it, halved.</summary>
    private double MeanOf(Sight sight)
    {
        var all = sight.Submitters ?? HiddenSubmitters;
        return looksAtClients ? (all + (sight.OfMainClient?.Submitters ?? HiddenSubmitters)) / 2 : all;
    }

    private static char Told(Sight sight) => sight.Calls is null ? '-' : '+';

    private static string Calls(double? calls) => calls is { } told ? $"{Math.Clamp(Math.Floor(told / StepOfCalls), -MostSteps, MostSteps)}" : "hidden";
}
