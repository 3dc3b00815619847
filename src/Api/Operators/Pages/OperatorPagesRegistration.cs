using Microsoft.Extensions.DependencyInjection;

namespace ToolTime.Api.Operators.Pages;

/// <summary>Registers what operators' endpoints and pages need.</summary>
internal static class OperatorPagesRegistration
{
    public static void AddOperatorPages(this IServiceCollection services)
    {
        services.AddSingleton<LimitTables>();
        services.AddSingleton<OperatorPages>();
    }
}
