namespace ToolTime.Api.Requests;

/// <summary>Which other sites' pages may call an endpoint.</summary>
internal static class CorsPolicies
{
    /// <summary>Any page: these endpoints do not use cookies.</summary>
    public const string Public = "public";
}
